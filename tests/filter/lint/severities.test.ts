import test from "ava";
import type { Finding } from "../../../provider/filter/lint/finding.ts";
import { lint } from "../../../provider/filter/lint/lint.ts";
import { applySeverities } from "../../../provider/filter/lint/severities.ts";
import { allow, entriesOf } from "./filters.ts";

const findings = lint(allow(entriesOf("c4/00 c4/00 24/03&01"), 0), ["intel"]);

function judged(settings: Parameters<typeof applySeverities>[1]) {
  return applySeverities(findings, settings).map(({ code, severity }) => `${severity} ${code}`);
}

test("without settings, the table's severities hold", (t) => {
  t.deepEqual(judged({}), [
    "warn ALLOW_WITHOUT_FIXED_COUNTERS",
    "error MATCH_OUTSIDE_MASK",
    "warn DUPLICATE_ENTRY",
  ]);
});

test("a rule that is off is not heard of", (t) => {
  t.deepEqual(judged({ ALLOW_WITHOUT_FIXED_COUNTERS: "off", MATCH_OUTSIDE_MASK: "off" }), [
    "warn DUPLICATE_ENTRY",
  ]);
});

test("a severity can be raised and lowered", (t) => {
  t.deepEqual(judged({ DUPLICATE_ENTRY: "error", MATCH_OUTSIDE_MASK: "warn" }), [
    "warn ALLOW_WITHOUT_FIXED_COUNTERS",
    "warn MATCH_OUTSIDE_MASK",
    "error DUPLICATE_ENTRY",
  ]);
});

test("settings of rules that found nothing change nothing", (t) => {
  t.deepEqual(judged({ FILTER_EMPTY: "error" }), judged({}));
});

test("all else of a finding stays, also what it does not know of", (t) => {
  const placed: Finding & { readonly path: string } = {
    code: "EVENT_NAME_PARTIAL",
    severity: "warn",
    message: "text",
    path: "events[0]",
  };
  t.deepEqual(applySeverities([placed], { EVENT_NAME_PARTIAL: "error" }), [
    { ...placed, severity: "error" },
  ]);
});
