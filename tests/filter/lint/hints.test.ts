import test from "ava";
import { parse } from "yaml";
import type { Filter } from "../../../provider/filter/filter.ts";
import { lint } from "../../../provider/filter/lint/lint.ts";
import type { LintCode } from "../../../provider/filter/lint/lint-rules.ts";
import type { Vendor } from "../../../provider/filter/vendor.ts";
import { allow, deny, entriesOf } from "./filters.ts";

/** A filter, its hosts, a rule, and the YAML that its hint is to hold. */
const rows: readonly [LintCode, Filter, readonly Vendor[], unknown][] = [
  [
    "DENY_UMASK_SUPERSET",
    deny(entriesOf("24/21")),
    [],
    { select: "0x24", mask: "0x21", match: "0x21" },
  ],
  [
    "DENY_UMASK_ZERO",
    deny(entriesOf("c4/00")),
    [],
    { select: "0xc4", mask: "0x00", match: "0x00" },
  ],
  ["DENY_WITHOUT_GENERAL_EVENT", deny([], 8), [], { select: "0xa4", mask: "0x01", match: "0x01" }],
  [
    "MATCH_OUTSIDE_MASK",
    allow(entriesOf("24/03&01")),
    [],
    { select: "0x24", mask: "0x03", match: "0x03" },
  ],
  [
    "MATCH_OUTSIDE_MASK",
    allow(entriesOf("!24/03&01")),
    [],
    { select: "0x24", mask: "0x03", match: "0x03", exclude: true },
  ],
  ["ALLOW_WITHOUT_GENERAL_EVENT", allow([], 2), [], { select: "0x3c", umask: "0x00" }],
  [
    "AMD_MERGE_EVENT_MISSING",
    allow(entriesOf("03/0f"), 0),
    ["amd"],
    { select: "0xfff", umask: "0x00" },
  ],
];

for (const [code, filter, hosts, expected] of rows) {
  test(`the hint of ${code} holds an event as inputs say it: ${JSON.stringify(expected)}`, (t) => {
    const hint = lint(filter, hosts).find((found) => found.code === code)?.hint ?? "";
    t.deepEqual(parse(/\{.*?\}/.exec(hint)?.[0] ?? ""), expected);
  });
}

const fixedRows: readonly [LintCode, Filter, readonly string[]][] = [
  ["ALLOW_WITHOUT_FIXED_COUNTERS", allow(entriesOf("c4/00"), 0), ["instructions", "cycles"]],
  ["ALLOW_WITHOUT_FIXED_COUNTERS", allow(entriesOf("c0/00"), 0), ["instructions"]],
  ["ALLOW_WITHOUT_FIXED_TWIN", allow(entriesOf("c0/00"), 4), ["instructions", "ref-cycles"]],
  ["DENY_WITHOUT_FIXED_COUNTER", deny(entriesOf("3c/00"), 9), ["instructions", "cycles", "slots"]],
];

for (const [code, filter, expected] of fixedRows) {
  test(`the hint of ${code} holds the whole property: ${expected.join(", ")}`, (t) => {
    const hint = lint(filter, []).find((found) => found.code === code)?.hint ?? "";
    t.deepEqual(parse(/fixedCounters: \[.*?\]/.exec(hint)?.[0] ?? ""), { fixedCounters: expected });
  });
}

test("a long list is shortened in the sentence, and whole in the entries", (t) => {
  const many = deny(entriesOf("10/01 11/01 12/01 13/01 14/01 15/01"));
  const [finding] = lint(many, ["intel"]);
  t.is(finding?.entries?.length, 6);
  t.regex(finding?.message ?? "", /13\/01.* and 2 more/);
  t.notRegex(finding?.message ?? "", /14\/01/);
});
