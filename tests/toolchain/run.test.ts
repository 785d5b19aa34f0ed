import { delimiter, dirname, join } from "node:path";
import test from "ava";
import { addPulumi, addScript, makeCheckout } from "./checkout.ts";

const printEnvironment = [
  "-e",
  "console.log(process.env.PATH, process.env.PULUMI_SKIP_UPDATE_CHECK)",
];

test("a command finds node and the npm packages' commands first", async (t) => {
  const checkout = makeCheckout(t);
  addPulumi(checkout, "3.300.0");
  const result = await checkout.run("node", ...printEnvironment);
  const modules = join(checkout.root, "node_modules", ".bin");
  const path = [dirname(process.execPath), modules, checkout.bin].join(delimiter);
  t.is(result.stdout, `${path} true`);
  t.is(result.stderr, "");
});

test("no directory is put in front for a node that PATH leads to anyway", async (t) => {
  const checkout = makeCheckout(t);
  const path = [checkout.bin, dirname(process.execPath)].join(delimiter);
  const script = join(checkout.root, "toolchain", "set-up.js");
  const { setUp } = (await import(script)) as typeof import("../../toolchain/set-up.js");
  const env = await setUp(checkout.root, { PATH: path }, { pulumi: false });
  t.is(env["PATH"], [join(checkout.root, "node_modules", ".bin"), path].join(delimiter));
});

test("the command's exit code is passed on", async (t) => {
  const result = await makeCheckout(t).run("--without-pulumi", "node", "-e", "process.exit(7)");
  t.is(result.exitCode, 7);
});

test("a signal is passed on, and its end by it told as a shell does", async (t) => {
  const running = makeCheckout(t).run(
    "--without-pulumi",
    "node",
    "-e",
    "console.log('ready'); setInterval(() => {}, 1000)",
  );
  running.stdout.once("data", () => running.kill("SIGTERM"));
  t.is((await running).exitCode, 128 + 15);
});

test("a command that handles a signal decides its own exit code", async (t) => {
  const running = makeCheckout(t).run(
    "--without-pulumi",
    "node",
    "-e",
    "process.on('SIGINT', () => process.exit(5)); console.log('ready'); setInterval(() => {}, 1000)",
  );
  running.stdout.once("data", () => running.kill("SIGINT"));
  t.is((await running).exitCode, 5);
});

test("a command that does not exist is named", async (t) => {
  const result = await makeCheckout(t).run("--without-pulumi", "no-such-command");
  t.is(result.exitCode, 1);
  t.regex(result.stderr, /^no-such-command could not be started/);
});

test("no command at all", async (t) => {
  const result = await makeCheckout(t).run();
  t.is(result.exitCode, 1);
  t.regex(result.stderr, /^Usage: /);
});

test("a command without Pulumi does not look for one", async (t) => {
  const checkout = makeCheckout(t);
  addScript(checkout, "pulumi", "echo called >&2; exit 1");
  const result = await checkout.run("--without-pulumi", "node", "-e", "");
  t.is(result.exitCode, 0);
  t.is(result.stderr, "");
});
