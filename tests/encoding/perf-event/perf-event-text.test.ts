import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { parsePerfEvent } from "../../../provider/encoding/perf-event/parse-perf-event.ts";
import {
  type PrintableCode,
  perfEventText,
} from "../../../provider/encoding/perf-event/perf-event-text.ts";
import { isPerfSyntax } from "../../../provider/encoding/perf-event/perf-syntax.ts";
import { refused } from "../refusal.ts";

const texts: readonly [code: PrintableCode, pmu: string, raw: string][] = [
  [{ arch: "x86", select: 0xc4, umask: 0x20 }, "cpu/event=0xc4,umask=0x20/", "r20c4"],
  [{ arch: "x86", select: 0x3c, umask: 0 }, "cpu/event=0x3c/", "r3c"],
  [{ arch: "x86", select: 0, umask: 1 }, "cpu/event=0x00,umask=0x01/", "r100"],
  [{ arch: "x86", select: 0x28f, umask: 3 }, "cpu/event=0x28f,umask=0x03/", "r20000038f"],
  [{ arch: "arm64", event: 0x11 }, "armv8_pmuv3_0/event=0x11/", "r11"],
  [{ arch: "arm64", event: 0x8004 }, "armv8_pmuv3_0/event=0x8004/", "r8004"],
];

for (const [code, pmu, raw] of texts) {
  test(`prints ${pmu} and ${raw}`, (t) => {
    t.is(perfEventText(code), pmu);
    t.is(perfEventText(code, "raw"), raw);
  });
}

test("what does not fit is not printed", (t) => {
  refused(t, "PERF_EVENT_INVALID", () => perfEventText({ arch: "x86", select: 0x1000, umask: 0 }));
  refused(t, "PERF_EVENT_INVALID", () => perfEventText({ arch: "x86", select: 0, umask: 0x100 }));
  refused(t, "PERF_EVENT_INVALID", () => perfEventText({ arch: "arm64", event: 0x10000 }));
});

const anyX86Code = fc.record({
  arch: fc.constant("x86" as const),
  select: fc.integer({ min: 0, max: 0xfff }),
  umask: fc.integer({ min: 0, max: 0xff }),
});
const anyCode: fc.Arbitrary<PrintableCode> = fc.oneof(
  anyX86Code,
  fc.record({ arch: fc.constant("arm64" as const), event: fc.integer({ min: 0, max: 0xffff }) }),
);

testProp("read(print(code)) = code", [anyCode, fc.constantFrom("pmu", "raw")], (t, code, form) => {
  const text = perfEventText(code, form as "pmu" | "raw");
  t.true(isPerfSyntax(text));
  t.deepEqual(parsePerfEvent(text, code.arch), { kind: "code", ...code, ignored: [] });
});

const anyX86Term = fc.constantFrom("inv", "edge=1", "cmask=0x2", "name=x", "ldlat=4", "period=1");

testProp(
  "terms that a filter does not see change no code",
  [anyX86Code, fc.uniqueArray(anyX86Term), fc.constantFrom("", ":u", "kpp")],
  (t, code, terms, modifiers) => {
    const text = perfEventText(code).replace(/\/$/, `${["", ...terms].join(",")}/${modifiers}`);
    const read = parsePerfEvent(text);
    t.like(read, { kind: "code", select: code.select, umask: code.umask });
    const seen = terms.filter((term) => /^(?:name|period)=/.test(term)).length;
    t.is(read.ignored.length, terms.length - seen + (modifiers === "" ? 0 : 1));
  },
);

testProp(
  "any text is read or refused by name",
  [fc.string({ unit: fc.constantFrom(..."cpu/event=0x1,:r.{}'k") })],
  (t, text) => {
    try {
      parsePerfEvent(text);
      t.pass();
    } catch (error) {
      t.is((error as Error).name, "PmuFilterError");
    }
  },
);
