import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import {
  isPropertyObject,
  type PropertyObject,
  type PropertyValue,
  unknownValue,
} from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import { anyDeclaration } from "./arbitrary-declaration.ts";
import { problemsOf } from "./problems.ts";

const filter = {
  action: "allow",
  cpus: ["intel"],
  events: [{ name: "branches" }, { select: 0xc5, umask: 0 }],
  fixedCounters: ["cycles"],
};
const target = { qemuArgs: { path: "/etc/pmufilter/web.args" } };
const key = "qemuArgs:localhost:/etc/pmufilter/web.args";
const entries = { "c4/00": "branches", "c5/00": "branch-misses", "fixed/1": "cycles" };

const { applied: known } = check({ ...filter, targets: [target] }).inputs;
const unknownFile: PropertyObject = { [key]: unknownValue };

/** What is not known, where that stands, and what Check computes. */
const rows: readonly [
  what: string,
  changes: PropertyObject,
  entries: PropertyValue,
  applied: PropertyValue,
][] = [
  ["nothing", {}, entries, known],
  ["dryRun", { dryRun: unknownValue }, entries, known],
  ["the action", { action: unknownValue }, entries, unknownFile],
  ["the id", { qemuId: unknownValue }, entries, unknownFile],
  ["the cpus", { cpus: unknownValue }, unknownValue, unknownFile],
  ["one of the cpus", { cpus: ["intel", unknownValue] }, unknownValue, unknownFile],
  ["the fixed counters", { fixedCounters: unknownValue }, unknownValue, unknownFile],
  ["a fixed counter", { fixedCounters: ["cycles", unknownValue] }, unknownValue, unknownFile],
  ["the events", { events: unknownValue }, unknownValue, unknownFile],
  ["an event", { events: [{ name: "branches" }, unknownValue] }, unknownValue, unknownFile],
  ["a name", { events: [{ name: unknownValue }] }, unknownValue, unknownFile],
  ["a format", { events: [{ format: unknownValue, code: 1 }] }, unknownValue, unknownFile],
  ["a code", { events: [{ code: unknownValue }] }, unknownValue, unknownFile],
  ["a select", { events: [{ select: unknownValue, umask: 0 }] }, unknownValue, unknownFile],
  ["a umask", { events: [{ select: 1, umask: unknownValue }] }, unknownValue, unknownFile],
  ["a mask", { events: [{ select: 1, mask: unknownValue, match: 1 }] }, unknownValue, unknownFile],
  ["a match", { events: [{ select: 1, mask: 1, match: unknownValue }] }, unknownValue, unknownFile],
  [
    "an exclude",
    { events: [{ select: 1, mask: 1, match: 1, exclude: unknownValue }] },
    unknownValue,
    unknownFile,
  ],
  ["the targets", { targets: unknownValue }, entries, unknownValue],
  ["a target", { targets: [target, unknownValue] }, entries, unknownValue],
  ["a file", { targets: [target, { qemuArgs: unknownValue }] }, entries, unknownValue],
  ["a path", { targets: [{ qemuArgs: { path: unknownValue } }] }, entries, unknownValue],
  [
    "a mode",
    { targets: [{ qemuArgs: { ...target.qemuArgs, mode: unknownValue } }] },
    entries,
    unknownFile,
  ],
  [
    "another file's owner",
    { targets: [target, { qemuArgs: { path: "/b", owner: unknownValue } }] },
    entries,
    { ...(known as PropertyObject), "qemuArgs:localhost:/b": unknownValue },
  ],
];

for (const [what, changes, expectedEntries, expectedApplied] of rows) {
  test(`unknown: ${what}`, (t) => {
    const { inputs, failures } = check({ ...filter, targets: [target], ...changes });
    t.deepEqual(failures, []);
    t.deepEqual(inputs["entries"], expectedEntries);
    t.deepEqual(inputs["applied"], expectedApplied);
    for (const [name, value] of Object.entries(changes)) {
      if (value === unknownValue) t.is(inputs[name], unknownValue);
    }
  });
}

test("known members of an event that is vague are judged; its kind is not", (t) => {
  const vague: PropertyObject = { select: 0x1000, match: unknownValue, exclude: "no" };
  t.deepEqual(problemsOf({ ...filter, events: [vague] }), [
    ["events[0].exclude", "TYPE_WRONG"],
    ["events[0].select", "NUMBER_OUT_OF_RANGE"],
  ]);
  const format: PropertyObject = {
    format: "raw",
    select: 1,
    code: unknownValue,
    umask: unknownValue,
  };
  t.deepEqual(problemsOf({ ...filter, events: [format] }), [
    ["events[0].select", "PROPERTY_SURPLUS"],
  ]);
});

test("what is wrong beside an unknown value is told", (t) => {
  const { failures } = check({
    action: unknownValue,
    cpus: ["intel"],
    events: [unknownValue, { name: "brances" }, { select: unknownValue, umask: 256 }],
    targets: unknownValue,
    fixedCounter: unknownValue,
  });
  t.deepEqual(
    new Set(failures.map(({ code }) => code)),
    new Set(["EVENT_NAME_UNKNOWN", "NUMBER_OUT_OF_RANGE", "PROPERTY_UNKNOWN"]),
  );
});

testProp(
  "a value that is not known is never a problem, wherever it stands",
  [anyDeclaration, fc.infiniteStream(fc.boolean())],
  (t, declaration, stream) => {
    const { value } = withUnknowns(declaration, stream) as { value: PropertyObject };
    const checked = check(value);
    t.deepEqual(checked.failures, []);
    t.deepEqual(check(checked.inputs), checked);
  },
);

testProp(
  "a member that is not known may turn out to be left out",
  [anyDeclaration, fc.subarray(["name", "format", "code", "select", "umask", "mask", "match"])],
  (t, declaration, members) => {
    const more: PropertyObject = Object.fromEntries(
      members.map((member) => [member, unknownValue]),
    );
    const events = (declaration["events"] ?? []) as readonly PropertyObject[];
    const vague = {
      ...declaration,
      events: events.map((event): PropertyObject => ({ ...more, ...said(event) })),
    };
    t.deepEqual(check(vague).failures, []);
  },
);

/** An event without the members that are undefined, so that others can stand in for them. */
function said(event: PropertyObject): PropertyObject {
  return Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined));
}

/** The value with parts of it taken for unknown, as the stream decides. */
function withUnknowns(
  value: PropertyValue,
  stream: Iterator<boolean>,
): { readonly value: PropertyValue } {
  const each = (part: PropertyValue): PropertyValue =>
    stream.next().value && stream.next().value && stream.next().value
      ? unknownValue
      : withUnknowns(part, stream).value;
  if (Array.isArray(value)) return { value: value.map(each) };
  if (!isPropertyObject(value)) return { value };
  return {
    value: Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, part === undefined ? part : each(part)]),
    ),
  };
}
