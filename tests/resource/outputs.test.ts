import test from "ava";
import {
  type PropertyObject,
  type PropertyValue,
  unknownValue,
} from "../../provider/declared/property-value.ts";
import { decodeQemuArguments } from "../../provider/encoding/qemu-arguments.ts";
import { fingerprint } from "../../provider/filter/fingerprint.ts";
import { check } from "../../provider/resource/check.ts";
import { previewCreate } from "../../provider/resource/create.ts";
import { previewUpdate } from "../../provider/resource/update.ts";
import { branches } from "./declarations.ts";
import { DrivenResource } from "./driven-resource.ts";
import { keyOf, target, workplace } from "./workplace.ts";

const file = { qemuArgs: { path: "/etc/pmufilter/web.args" } };
const key = "qemuArgs:localhost:/etc/pmufilter/web.args";

function preview(declaration: PropertyObject, dryRun = false): PropertyObject {
  return previewCreate(check(declaration).inputs, { dryRun, lint: {} });
}

test("the encodings agree with each other", (t) => {
  const outputs = preview(branches(file));
  const { qemuObject, qemuAccel, kvmStruct } = outputs;
  t.deepEqual(outputs["qemuArguments"], ["-object", qemuObject, "-accel", qemuAccel]);
  t.is(decodeQemuArguments(outputs["qemuArguments"] as string[]).events?.length, 2);
  // allow, 2 events, fixed counter 1, no flags, pad, c4/00, c5/00.
  t.is(
    kvmStruct,
    `00000000${"02000000"}${"02000000"}00000000${"00".repeat(16)}c400000000000000c500000000000000`,
  );
  t.deepEqual(outputs["entries"], {
    "c4/00": "branches",
    "c5/00": "branch-misses",
    "fixed/1": "cycles",
  });
  t.is(
    outputs["fingerprint"],
    fingerprint(
      {
        action: "allow",
        entries: [
          { select: 0xc4, mask: 0xff, match: 0, exclude: false },
          { select: 0xc5, mask: 0xff, match: 0, exclude: false },
        ],
        fixedCounters: 2,
      },
      ["intel"],
    ),
  );
});

test("an empty filter has no QEMU forms", (t) => {
  const outputs = preview({ action: "deny" });
  for (const name of ["qemuObject", "qemuAccel", "qemuArguments"]) t.false(name in outputs);
  t.is(outputs["kvmStruct"], `01000000${"00".repeat(28)}`);
});

test("warnings are outputs, too", (t) => {
  const { warnings } = preview({
    action: "allow",
    cpus: ["intel"],
    events: [{ name: "branches" }],
  });
  const [warning, ...more] = warnings as readonly string[];
  t.true(warning?.endsWith("[ALLOW_WITHOUT_FIXED_COUNTERS]"));
  t.deepEqual(more, []);
});

test("a preview tells everything but the status, and that truly", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const declaration = branches(target(place, "a"), target(place, "b", { format: "environment" }));
  for (const context of [place.real, place.dry]) {
    const promised = preview(declaration, context.dryRun);
    const driven = new DrivenResource();
    await driven.up(declaration, context);
    t.is(promised["status"], unknownValue);
    t.deepEqual({ ...promised, status: driven.state?.["status"] }, driven.state ?? {});
  }
  await resource.up(branches(target(place, "a")), place.real);
  const next = { ...declaration, action: "deny" };
  const promised = previewUpdate(resource.state ?? {}, check(next).inputs, place.real);
  await resource.up(next, place.real);
  t.deepEqual({ ...promised, status: resource.state?.["status"] }, resource.state ?? {});
});

test("a preview of a dry run keeps what a real run left, and promises the journal for the rest", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "a")), place.real);
  const [a, b] = [keyOf(place, "a"), keyOf(place, "b")];
  const { [a]: applied } = resource.applied;
  const { inputs } = check({ ...branches(target(place, "a"), target(place, "b")), action: "deny" });
  const promised = previewUpdate(resource.state ?? {}, inputs, place.dry);
  const wanted = inputs["applied"] as Readonly<Record<string, string>>;
  t.deepEqual(promised["applied"], { [a]: applied, [b]: `dry-run ${wanted[b]}` });
});

const encodings = [
  "fingerprint",
  "kvmStruct",
  "qemuObject",
  "qemuAccel",
  "qemuArguments",
  "arm64Calls",
  "arm64Structs",
  "arm64QemuText",
  "arm64KvmtoolText",
  "warnings",
];

/** What is not known, and the outputs that then are not either. */
const rows: readonly [what: string, changes: PropertyObject, unknown: readonly string[]][] = [
  ["nothing", {}, []],
  ["the events", { events: unknownValue }, ["events", "entries", ...encodings]],
  ["the action", { action: unknownValue }, ["action", ...encodings]],
  ["the id", { qemuId: unknownValue }, ["qemuId", ...encodings]],
  ["the targets", { targets: unknownValue }, ["targets", "applied"]],
];

for (const [what, changes, unknown] of rows) {
  test(`a preview with unknown: ${what}`, (t) => {
    const outputs = preview({ ...branches(file), ...changes });
    const found = Object.entries(outputs).filter(([, value]) => value === unknownValue);
    t.deepEqual(new Set(found.map(([name]) => name)), new Set([...unknown, "status"]));
  });
}

test("a preview of a dry run with unknowns guesses no fingerprint", (t) => {
  const applied = (changes: PropertyObject): PropertyValue =>
    preview({ ...branches(file), ...changes }, true)["applied"];
  t.deepEqual(applied({ action: unknownValue }), { [key]: unknownValue });
  t.is(applied({ targets: unknownValue }), unknownValue);
});
