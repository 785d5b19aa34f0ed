import { existsSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { addPulumi, addScript, type Checkout, makeCheckout } from "./checkout.ts";

const run = (checkout: Checkout) =>
  checkout.run("node", "-e", "console.log(process.env.PATH.split(':')[1])");

/** Puts a stand-in for Go on PATH that makes an empty file of each program; returns its log. */
function addGo(checkout: Checkout, version: string, afterwards: string): string {
  const log = join(checkout.root, "go.log");
  const body = [
    `if [ "$1" = env ]; then echo ${version}; exit 0; fi`,
    `echo "$@" >> ${log}`,
    'while [ $# -gt 1 ]; do if [ "$1" = -o ]; then directory=$2; fi; shift; done',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's.
    ': > "$directory${1##*/}"',
    afterwards,
  ];
  addScript(checkout, "go", body.join("\n"));
  return log;
}

const lines = (file: string) => readFileSync(file, "utf8").trim().split("\n");

test("no Pulumi and no Go: says what to install, and does not run the command", async (t) => {
  const result = await run(makeCheckout(t));
  t.is(result.exitCode, 1);
  t.is(result.stdout, "");
  t.regex(result.stderr, /no pulumi on PATH.*no Go on PATH/);
  t.true(result.stderr.includes("https://www.pulumi.com/docs/install/"));
  t.true(result.stderr.includes("https://go.dev/doc/install"));
  t.notRegex(result.stderr, /at file:/);
});

test("a Go that is too old: says its version and what to install", async (t) => {
  const checkout = makeCheckout(t);
  addGo(checkout, "go1.20.1", "");
  const result = await run(checkout);
  t.is(result.exitCode, 1);
  t.regex(result.stderr, /is go1\.20\.1, which is too old[\s\S]*https:\/\/www\.pulumi\.com/);
});

test("an old Pulumi on PATH is told beside the missing Go", async (t) => {
  const checkout = makeCheckout(t);
  addPulumi(checkout, "3.100.0");
  const result = await run(checkout);
  t.regex(result.stderr, /v3\.100\.0/);
});

test("Pulumi is built once into the cache, each program announced", async (t) => {
  const checkout = makeCheckout(t);
  const log = addGo(checkout, "go1.99.0", "");
  const first = await run(checkout);
  t.is(first.exitCode, 0);
  t.is(first.stderr.match(/^Building .* \.\.\.\n\.\.\. done in /gm)?.length, 3);
  const [name] = readdirSync(checkout.cache);
  t.deepEqual(readdirSync(checkout.cache), [name]);
  t.is(first.stdout, join(checkout.cache, name ?? ""));
  t.deepEqual(readdirSync(first.stdout).sort(), [
    "pulumi",
    "pulumi-language-nodejs",
    "pulumi-language-yaml",
    "pulumi-resource-pulumi-nodejs",
  ]);
  const second = await run(checkout);
  t.is(second.stderr, "");
  t.is(second.stdout, first.stdout);
  t.is(lines(log).length, 3);
});

test("a build that fails leaves nothing, and says where to get Pulumi", async (t) => {
  const checkout = makeCheckout(t);
  addGo(checkout, "go1.99.0", "echo went wrong >&2; exit 2");
  const result = await run(checkout);
  t.is(result.exitCode, 1);
  t.regex(result.stderr, /went wrong[\s\S]*https:\/\/www\.pulumi\.com/);
  t.deepEqual(readdirSync(checkout.cache), []);
});

test("a build that is interrupted leaves nothing", async (t) => {
  const checkout = makeCheckout(t);
  addGo(checkout, "go1.99.0", "exec /bin/sleep 5");
  const running = run(checkout);
  running.stderr.on("data", (text) => {
    if (String(text).includes("Building")) running.kill("SIGTERM");
  });
  t.is((await running).exitCode, 128 + 15);
  t.deepEqual(readdirSync(checkout.cache), []);
});

test("what a killed build left behind is removed by the next one", async (t) => {
  const checkout = makeCheckout(t);
  addGo(checkout, "go1.99.0", "exec /bin/sleep 5");
  const running = run(checkout);
  running.stderr.on("data", (text) => {
    if (String(text).includes("Building")) running.kill("SIGKILL");
  });
  await running;
  const lock = readdirSync(checkout.cache).find((name) => name.endsWith(".lock"));
  t.truthy(lock);
  utimesSync(join(checkout.cache, lock ?? ""), new Date(0), new Date(0));
  addGo(checkout, "go1.99.0", "");
  t.is((await run(checkout)).exitCode, 0);
  t.is(readdirSync(checkout.cache).length, 1);
});

test("two clones at once build Pulumi once", async (t) => {
  const checkout = makeCheckout(t);
  const log = addGo(checkout, "go1.99.0", "/bin/sleep 0.5");
  const results = await Promise.all([run(checkout), run(checkout)]);
  t.deepEqual(
    results.map((result) => result.exitCode),
    [0, 0],
  );
  t.is(results[0].stdout, results[1].stdout);
  t.true(existsSync(join(results[0].stdout, "pulumi")));
  t.is(lines(log).length, 3);
});
