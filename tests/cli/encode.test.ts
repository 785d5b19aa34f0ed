import test from "ava";
import { decodeKvmStructHex } from "../../provider/encoding/kvm-struct-hex.ts";
import { files } from "./files.ts";
import { runInMemory, runJson } from "./run-in-memory.ts";

test("encode prints every form of an x86 filter", async (t) => {
  const { json } = await runJson(["encode", "web.yaml"], { files });
  t.deepEqual(Object.keys(json.forms), ["kvm-struct", "qemu-object", "qemu-arguments", "yaml"]);
  const { action, flags, fixedCounterBitmap, events } = decodeKvmStructHex(
    json.forms["kvm-struct"],
  );
  t.deepEqual(
    { action, flags, fixedCounterBitmap },
    { action: 0, flags: 1, fixedCounterBitmap: 3 },
  );
  t.deepEqual(events, [0xff0000000000003cn, 0xff000000000000c4n, 0x7c000000000000d0n]);
  t.is(json.forms["qemu-arguments"][1], json.forms["qemu-object"]);
});

test("encode prints every form of an arm64 filter", async (t) => {
  const { json } = await runJson(["encode", "arm.yaml"], { files });
  const { yaml: _, ...forms } = json.forms;
  t.deepEqual(forms, {
    "arm64-structs": ["1100010000000000", "2300020000000000", "0040010000000000"],
    "qemu-cpu": "host,kvm-pmu-filter=A:0x11-0x11;A:0x23-0x24;A:0x4000-0x4000",
    kvmtool: "A:0x11-0x11,A:0x23-0x24,A:0x4000-0x4000",
  });
});

test("an empty filter has no form for QEMU, and the others", async (t) => {
  const stdin = "action: allow\ncpus: [intel]\n";
  const { exitCode, json } = await runJson(["encode"], { stdin });
  t.is(exitCode, 0);
  t.is(json.forms["qemu-object"], null);
  t.is(json.forms["qemu-arguments"], null);
  t.is(json.forms["kvm-struct"], "00".repeat(32));
  const asked = await runInMemory(["encode", "--to", "qemu-object"], { stdin });
  t.is(asked.exitCode, 2);
});

test("more than 300 entries are merged, and one that cannot be is refused", async (t) => {
  const events = (count: number, event: (index: number) => string) =>
    `action: allow\ncpus: [amd]\nevents:\n${Array.from({ length: count }, (_, index) => `  - ${event(index)}\n`).join("")}`;
  const mergeable = events(512, (index) => `{select: ${index >> 8}, umask: ${index & 0xff}}`);
  const { json } = await runJson(["encode"], { stdin: mergeable });
  t.is(decodeKvmStructHex(json.forms["kvm-struct"]).events.length, 2);
  const apart = events(301, (index) => `{select: ${index}, umask: 1}`);
  const refused = await runJson(["encode"], { stdin: apart });
  t.is(refused.exitCode, 2);
  t.is(refused.json.problems[0].code, "TOO_MANY_ENTRIES");
});

test("--cpu takes the place of the filter's cpus", async (t) => {
  const { json } = await runJson(["encode", "web.yaml", "--cpu", "amd"], { files });
  t.deepEqual(
    json.filter.entries.map(({ entry }: { entry: string }) => entry),
    ["76/00", "c2/00", "d0/00&7c"],
  );
});

test("--lint decides what is a warning, what an error, and what nothing", async (t) => {
  const withRule = (severity: string) =>
    runInMemory(
      [
        "encode",
        "--lint",
        `FILTER_EMPTY=${severity}`,
        "--lint",
        "ALLOW_WITHOUT_FIXED_COUNTERS=off",
      ],
      { stdin: "action: allow\ncpus: [intel]\n" },
    );
  const [off, warn, error] = [
    await withRule("off"),
    await withRule("warn"),
    await withRule("error"),
  ];
  t.is(off.stderr, "");
  t.regex(warn.stderr, /warn: .*\[FILTER_EMPTY\]/);
  t.is(error.exitCode, 2);
  t.is(error.stdout, "");
  t.regex(error.stderr, /\[FILTER_EMPTY\]/);
});
