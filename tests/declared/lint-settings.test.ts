import test from "ava";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import { testRefusals } from "./refusal-table.ts";
import { listedBy, warnedOf } from "./warned-of.ts";

const deny: PropertyObject = {
  action: "deny",
  cpus: ["SPR"],
  events: [{ name: "branches" }, { select: "0x24", umask: "0x21" }],
};
const withLint = (lint: PropertyObject): PropertyObject => ({ ...deny, lint });
const superset = "DENY_UMASK_SUPERSET";

test("a rule warns by default", (t) => {
  t.true(warnedOf(t, deny).includes(superset));
});

test("a rule can be off, by the resource or by the provider", (t) => {
  t.false(warnedOf(t, withLint({ [superset]: "off" })).includes(superset));
  t.false(warnedOf(t, deny, { [superset]: "off" }).includes(superset));
});

test("the resource's setting comes before the provider's", (t) => {
  const declaration = withLint({ [superset]: "warn" });
  t.true(warnedOf(t, declaration, { [superset]: "error" }).includes(superset));
});

test("an error is a failure at the event that is to be changed", (t) => {
  const { failures, warnings } = check(withLint({ [superset]: "error" }));
  t.deepEqual(
    failures.map(({ property, code }) => [property, code]),
    [["events[1]", superset]],
  );
  t.false(warnings.some((warning) => warning.includes(superset)));
});

test("an error about fixed counters is a failure there", (t) => {
  const { failures } = check({
    action: "deny",
    cpus: ["SPR"],
    fixedCounters: ["cycles"],
    lint: { DENY_WITHOUT_GENERAL_EVENT: "error" },
  });
  t.deepEqual(
    failures.map(({ property, code }) => [property, code]),
    [["fixedCounters", "DENY_WITHOUT_GENERAL_EVENT"]],
  );
});

test("what a kernel would drop lists nothing where its rule is no error", (t) => {
  const declaration = {
    action: "deny",
    events: [
      { select: 0xc4, umask: 0 },
      { code: "0x4000c5" },
      { select: 0xd0, mask: "0x7c", match: "0x83" },
    ],
    lint: { RAW_STRAY_BITS: "off", MATCH_OUTSIDE_MASK: "warn", DENY_UMASK_ZERO: "off" },
  };
  t.deepEqual(listedBy(t, declaration), ["c4/00"]);
  t.deepEqual(warnedOf(t, declaration), ["MATCH_OUTSIDE_MASK"]);
});

testRefusals([
  [
    "a rule that is none",
    withLint({ DENY_UMASK_SUPERSETS: "off" }),
    [["lint.DENY_UMASK_SUPERSETS", "LINT_RULE_UNKNOWN"]],
    "Did you mean DENY_UMASK_SUPERSET?",
  ],
  [
    "a severity that is none",
    withLint({ [superset]: "fatal" }),
    [[`lint.${superset}`, "VALUE_NOT_LISTED"]],
  ],
]);
