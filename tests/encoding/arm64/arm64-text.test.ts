import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import {
  type Arm64TextForm,
  arm64CallsFromText,
  arm64FilterFromText,
  arm64TextFromFilter,
} from "../../../provider/encoding/arm64/arm64-text.ts";
import type { ErrorCode } from "../../../provider/errors/error-code.ts";
import { allowedRanges } from "../../../provider/filter/arm64/arm64-filter.ts";
import { filterUpTo } from "../../filter/arm64/arbitrary-arm64-filter.ts";
import { refused } from "../refusal.ts";

const anyForm = fc.constantFrom<Arm64TextForm>("qemu", "kvmtool");

testProp(
  "filter to text to filter is the same set, in both forms",
  [fc.oneof(filterUpTo(0xffff), filterUpTo(0x60)), anyForm],
  (t, filter, form) => {
    const text = arm64TextFromFilter(filter, form);
    t.deepEqual(allowedRanges(arm64FilterFromText(text)), allowedRanges(filter));
    t.is(arm64TextFromFilter(arm64FilterFromText(text), form), text);
  },
);

test("the posted example, in both forms", (t) => {
  const filter = {
    action: "allow",
    ranges: [
      { first: 0x11, last: 0x11 },
      { first: 0x23, last: 0x2f },
      { first: 0x31, last: 0x3a },
    ],
  } as const;
  t.deepEqual(arm64FilterFromText("A:0x11-0x11;A:0x23-0x3a;D:0x30-0x30"), filter);
  t.deepEqual(arm64FilterFromText("A:0x11-0x11,A:0x23-0x3a,D:0x30-0x30"), filter);
  t.is(arm64TextFromFilter(filter, "qemu"), "A:0x11-0x11;A:0x23-0x2f;A:0x31-0x3a");
  t.is(arm64TextFromFilter(filter, "kvmtool"), "A:0x11-0x11,A:0x23-0x2f,A:0x31-0x3a");
});

test("the first range decides for all other events", (t) => {
  t.deepEqual(arm64FilterFromText("D:0x11-0x11;A:0x11-0x11"), { action: "deny", ranges: [] });
  t.deepEqual(arm64FilterFromText("A:0x11-0x11;D:0x11-0x11"), { action: "allow", ranges: [] });
});

test("what no single range says is said by two", (t) => {
  t.is(arm64TextFromFilter({ action: "allow", ranges: [] }, "qemu"), "A:0x01-0x01;D:0x01-0x01");
  t.is(arm64TextFromFilter({ action: "deny", ranges: [] }, "kvmtool"), "D:0x01-0x01,A:0x01-0x01");
  const halves = "A:0x0-0x7fff;A:0x8000-0xffff";
  t.is(arm64CallsFromText(halves).length, 2);
  t.deepEqual(allowedRanges(arm64FilterFromText(halves)), [{ first: 0, last: 0xffff }]);
});

test("a single digit, and either case of hexadecimal digits, are fine", (t) => {
  t.deepEqual(arm64CallsFromText("D:8-0X3A"), [{ baseEvent: 8, nevents: 0x33, action: 1 }]);
});

const refusals: readonly (readonly [string, ErrorCode, RegExp])[] = [
  ["", "ARM64_TEXT_INVALID", /character 0: the text ends/],
  ["A:0x11-0x11;", "ARM64_TEXT_INVALID", /character 12: the text ends/],
  [";A:0x11-0x11", "ARM64_TEXT_INVALID", /character 0: there is ";"/],
  ["A:0x11-0x11;A:0x12-0x12,A:0x13-0x13", "ARM64_TEXT_INVALID", /character 23: there is ","/],
  ["a:0x11-0x11", "ARM64_TEXT_INVALID", /character 0: .*upper case/],
  ["X:0x11-0x11", "ARM64_TEXT_INVALID", /character 0/],
  ["A 0x11-0x11", "ARM64_TEXT_INVALID", /character 1: .*":"/],
  ["A:0x11", "ARM64_TEXT_INVALID", /character 6: the text ends/],
  ["A:0x11-", "ARM64_TEXT_INVALID", /character 7: the text ends/],
  ["A:0x11-0x11 ", "ARM64_TEXT_INVALID", /character 11: there is " "/],
  ["A: 0x11-0x11", "ARM64_TEXT_INVALID", /character 2: there is " "/],
  ["A:17-17", "ARM64_TEXT_INVALID", /character 2: 17 is not/],
  ["A:0x-0x1", "ARM64_TEXT_INVALID", /character 2: 0x is not/],
  ["A:0x11-0x1g", "ARM64_TEXT_INVALID", /character 7: 0x1g is not/],
  ["A:-1-0x11", "ARM64_TEXT_INVALID", /character 2: there is "-"/],
  ["D:0x1-0x1;A:0x0-0xffff", "ARM64_TEXT_INVALID", /character 10: the range has 65536/],
  ["A:0x12-0x11", "ARM64_RANGE_REVERSED", /0x11.*0x12/],
  ["A:0x11-0x10000", "ARM64_EVENT_OUT_OF_RANGE", /0x10000/],
];

for (const [text, code, pattern] of refusals) {
  test(`refused: ${JSON.stringify(text)}`, (t) => {
    t.regex(refused(t, code, () => arm64FilterFromText(text)).message, pattern);
  });
}

test("a number without 0x is refused with how QEMU's series would read it", (t) => {
  t.regex(
    refused(t, "ARM64_TEXT_INVALID", () => arm64FilterFromText("A:17-0x20")).hint ?? "",
    /0x17/,
  );
});

test("events beyond ten bits are refused", (t) => {
  refused(t, "ARM64_EVENT_OUT_OF_RANGE", () => arm64FilterFromText("A:0x3ff-0x400", 10));
});
