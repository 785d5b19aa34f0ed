import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { execa } from "execa";

const program = join(import.meta.dirname, "qemu.ts");
const run = (...args: readonly string[]) =>
  execa(process.execPath, [program, ...args], { reject: false });

test("--version says that it is a stand-in", async (t) => {
  const { stdout, exitCode } = await run("--version");
  t.regex(stdout, /stand-in.*not a QEMU/);
  t.is(exitCode, 0);
});

test("a start says that it is a stand-in, and prints what the kernel gets", async (t) => {
  const object = '{"qom-type":"kvm-pmu-filter","id":"f0","action":"allow","x86-fixed-counter":1}';
  const { stdout, stderr, exitCode } = await run("-object", object, "-accel", "kvm,pmu-filter=f0");
  t.regex(stderr, /^This is a stand-in[^\n]*$/);
  t.deepEqual(JSON.parse(stdout), {
    action: 0,
    nevents: 0,
    fixed_counter_bitmap: 1,
    flags: 0,
    events: [],
  });
  t.is(exitCode, 0);
});

test("a VM without a filter is null", async (t) => {
  t.is((await run("-accel", "kvm")).stdout, "null");
});

test("a refusal goes to stderr with exit code 1", async (t) => {
  const { stdout, stderr, exitCode } = await run("-accel", "kvm,pmu-filter=nope");
  t.regex(stderr, /\nDevice 'nope' not found$/);
  t.is(stdout, "");
  t.is(exitCode, 1);
});

test("the stand-in takes nothing from what it judges", (t) => {
  const sources = readdirSync(import.meta.dirname).filter((name) => !name.endsWith(".test.ts"));
  t.true(sources.length > 0);
  for (const name of sources) {
    t.notRegex(readFileSync(join(import.meta.dirname, name), "utf8"), /from "[^"]*provider/);
  }
});
