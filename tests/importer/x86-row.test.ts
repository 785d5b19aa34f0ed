import test from "ava";
import type { JsonRow } from "../../importer/rows/json-value.ts";
import type { LeftOutReason } from "../../importer/rows/left-out.ts";
import { readX86Row, type X86Rows } from "../../importer/rows/x86-row.ts";

const intel: X86Rows = { vendor: "intel" };
const amd: X86Rows = { vendor: "amd" };

/** A row says a line of the catalogue. */
const says = test.macro({
  exec(t, row: JsonRow, expected: string, rows: X86Rows = intel) {
    const reading = readX86Row({ EventName: "E.X", ...row }, rows);
    t.is(reading.kind === "event" ? reading.value : reading.reason, expected);
  },
  title: (title, row, expected) =>
    [...(title ? [title] : []), `${JSON.stringify(row)} says ${expected}`].join(": "),
});

test(says, { EventCode: "0xc4", UMask: "0x20" }, "c4/20");
test(says, { EventCode: "0XC4", UMask: "0X0A" }, "c4/0a");
test(says, { EventCode: "196", UMask: "32" }, "c4/20");
test(says, { EventCode: 196, UMask: 32 }, "c4/20");
test(says, { EventCode: "0xc4" }, "c4/00");
test(says, { EventCode: "0x3", UMask: "0x1" }, "03/01");
test("two codes in one row", says, { EventCode: "0xB7,0xBB", UMask: "0x01" }, "b7/01,bb/01");
test(says, { EventCode: "0xB7, 0xBB", UMask: "0x1" }, "b7/01,bb/01");
test("two umasks in one row", says, { EventCode: "0xB7", UMask: "0x01,0x02" }, "b7/01,b7/02");
test(says, { EventCode: "0xB7,0xBB", UMask: "0x01,0x02" }, "b7/01,bb/02");
test(says, { EventCode: "0xB7,0xB7", UMask: "0x01,0x01" }, "b7/01");

test(says, { EventCode: "0xa3", UMask: "0x4", CounterMask: "4" }, "a3/04 cmask=4");
test(says, { EventCode: "0xa3", UMask: "0x4", CounterMask: "0x10" }, "a3/04 cmask=16");
test(
  says,
  { EventCode: "0xa3", Invert: "1", EdgeDetect: 1, AnyThread: "0x1" },
  "a3/00 inv edge any",
);
test(says, { EventCode: "0xa3", Invert: "0", EdgeDetect: 0, AnyThread: "0x0" }, "a3/00");

test(says, { EventCode: "0xb7", UMask: "1", MSRIndex: "0x1a7" }, "b7/01 msr=offcore");
test(says, { EventCode: "0xb7", UMask: "1", MSRIndex: "0x1A6, 0x1A7" }, "b7/01,b7/02 msr=offcore");
test(
  says,
  { EventCode: "0x2A,0x2B", UMask: "1", MSRIndex: "0x1a6,0x1a7" },
  "2a/01,2b/01 msr=offcore",
);
test(says, { EventCode: "0xc6", UMask: "1", MSRIndex: "0x3F7" }, "c6/01 msr=frontend");
test(says, { EventCode: "0xcd", UMask: "1", MSRIndex: "0x3F6" }, "cd/01 msr=load-latency");
test(says, { EventCode: "0xcd", UMask: "1", MSRIndex: "0x777" }, "cd/01 msr=0x777");
test(says, { EventCode: "0xcd", UMask: "1", MSRIndex: "0x00" }, "cd/01");
test(says, { EventCode: "0xcd", UMask: "1", MSRIndex: "null" }, "cd/01");

test(
  "a fixed counter without a code",
  says,
  { UMask: "0x2", Counter: "Fixed counter 1" },
  "fixed/1",
);
test(says, { EventCode: "0x00", UMask: "0x04", Counter: "Fixed counter 3" }, "fixed/3");
test(says, { EventCode: "0x00", UMask: "0x07" }, "fixed/6");
test(says, { UMask: "0x2", Counter: "Fixed counter 1", AnyThread: "1" }, "fixed/1 any");
test(
  "the pseudo-code before the counter's number, which old lists count from one",
  says,
  { UMask: "0x2", Counter: "Fixed counter 2" },
  "fixed/1",
);
for (const [EventName, Counter, expected] of [
  ["INST_RETIRED.ANY", "Fixed counter 1", "fixed/0"],
  ["CPU_CLK_UNHALTED.REF", "Fixed counter 3", "fixed/2"],
] as const) {
  test(`an old list's ${EventName}`, says, { EventName, EventCode: "0xA", Counter }, expected);
}
test(says, { EventCode: "0x00", UMask: "0x80" }, "pseudo-code");

test("an extension in the umask", says, { EventCode: "0xc4", UMask: "0x101" }, "c4/01 ext=01");
test(says, { EventCode: "0xc3", UMask: "0x80ff" }, "c3/ff ext=80");
test(says, { EventCode: "0xc4", UMask: "0x00", UMaskExt: "0x01" }, "c4/00 ext=01");
test(says, { EventCode: "0xc4", UMask: "0x10000" }, "umask-too-wide");
test(says, { EventCode: "0x1c4", UMask: "0x1" }, "select-too-wide");

test("AMD's select of 12 bits", says, { EventCode: "0x1cf", UMask: "0x4" }, "1cf/04", amd);
test(says, { EventCode: "0x00", UMask: "0xf0" }, "00/f0", amd);
test(says, { EventCode: "0x1000" }, "select-too-wide", amd);
test(says, { EventCode: "0x44", UMask: "0x101" }, "umask-too-wide", amd);

test("a whole register", says, { ConfigCode: "0x10d40204" }, "04/02 cmask=16 inv edge");
test(says, { ConfigCode: "0x100000176" }, "176/01", amd);

const leaves = (reason: LeftOutReason) => reason;
test(says, {}, leaves("no-code"));
test(says, { EventCode: "" }, leaves("no-code"));
test(says, { EventCode: "0xzz" }, leaves("number-invalid"));
test(says, { EventCode: "0xc4", CounterMask: "many" }, leaves("number-invalid"));
test(says, { EventCode: "0xc4", Unit: "CHA" }, leaves("uncore"));
test(says, { EventCode: "0xc4", Unit: "cpu_lowpower" }, leaves("other-core-type"), {
  vendor: "intel",
  pmu: "cpu_atom",
});
test(says, { EventCode: "0xc4", PMU: "cpu_atom" }, "c4/00", { vendor: "intel", pmu: "cpu_atom" });
test(says, { EventName: "", MetricName: "ipc" }, leaves("metric"));
test(says, { EventName: "" }, leaves("no-event"));
test(says, { EventName: "TWO WORDS", EventCode: "0xc4" }, leaves("name-invalid"));
