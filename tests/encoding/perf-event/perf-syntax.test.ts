import test from "ava";
import { isPerfSyntax } from "../../../provider/encoding/perf-event/perf-syntax.ts";
import { fixedCounterOfPseudoCode } from "../../../provider/encoding/perf-event/pseudo-code.ts";

const perf = [
  "cpu/event=1/",
  "r20c4",
  "r20c4:u",
  "cycles:pp",
  "{a,b}",
  "a,b",
  "mem:0x1000",
  "sched:x",
  "4:0x1",
];
const names = [
  "cycles",
  "INST_RETIRED.ANY_P",
  "L1-dcache-loads",
  "retired",
  "OCR:request=A:response=B",
];

for (const text of perf) test(`"${text}" is perf's syntax`, (t) => t.true(isPerfSyntax(text)));
for (const text of names) test(`"${text}" is a name`, (t) => t.false(isPerfSyntax(text)));

test("select 0 of Intel stands for fixed counters", (t) => {
  const counters = [0, 1, 2, 3, 4, 5].map((umask) => fixedCounterOfPseudoCode(0, umask));
  t.deepEqual(counters, [undefined, "instructions", "cycles", "ref-cycles", "slots", undefined]);
  t.is(fixedCounterOfPseudoCode(0xc0, 1), undefined);
});
