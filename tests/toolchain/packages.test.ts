import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { addScript, type Checkout, makeCheckout } from "./checkout.ts";

const run = (checkout: Checkout) => checkout.run("--without-pulumi", "node", "-e", "");

function addNpm(checkout: Checkout, exitCode: number): string {
  const log = join(checkout.root, "npm.log");
  addScript(checkout, "npm", `echo "$@" >> ${log}\necho "from npm" >&2\nexit ${exitCode}`);
  return log;
}

test("packages are installed once, and said so", async (t) => {
  const checkout = makeCheckout(t);
  const log = addNpm(checkout, 0);
  rmSync(join(checkout.root, "node_modules"), { recursive: true });
  const first = await run(checkout);
  t.regex(first.stderr, /^Installing npm packages.*\n\.\.\. done in \d+\.\d s\.$/);
  const second = await run(checkout);
  t.is(second.stderr, "");
  const calls = readFileSync(log, "utf8").trim().split("\n");
  t.is(calls.length, 1);
  t.regex(calls[0] ?? "", /^ci .*--ignore-scripts/);
});

test("packages are installed again for another package-lock.json", async (t) => {
  const checkout = makeCheckout(t);
  const log = addNpm(checkout, 0);
  writeFileSync(join(checkout.root, "package-lock.json"), '{"lockfileVersion":3}');
  t.is((await run(checkout)).exitCode, 0);
  t.true(existsSync(log));
});

test("two commands at once install the packages once", async (t) => {
  const checkout = makeCheckout(t);
  const log = join(checkout.root, "npm.log");
  addScript(checkout, "npm", `echo "$@" >> ${log}\n/bin/sleep 1`);
  rmSync(join(checkout.root, "node_modules"), { recursive: true });
  const results = await Promise.all([run(checkout), run(checkout)]);
  t.deepEqual(
    results.map((result) => result.exitCode),
    [0, 0],
  );
  t.is(readFileSync(log, "utf8").trim().split("\n").length, 1);
});

test("a failing npm shows what it printed, and is tried again the next time", async (t) => {
  const checkout = makeCheckout(t);
  addNpm(checkout, 1);
  rmSync(join(checkout.root, "node_modules"), { recursive: true });
  const failed = await run(checkout);
  t.is(failed.exitCode, 1);
  t.regex(failed.stderr, /from npm/);
  t.notRegex(failed.stderr, /at file:/);
  addNpm(checkout, 0);
  t.is((await run(checkout)).exitCode, 0);
});

test("a missing npm gets a sentence", async (t) => {
  const checkout = makeCheckout(t);
  rmSync(join(checkout.root, "node_modules"), { recursive: true });
  const result = await run(checkout);
  t.is(result.exitCode, 1);
  t.regex(result.stderr, /no npm on PATH[\s\S]*Install Node\.js/);
});
