import { chmodSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";
import { branches, noCaches } from "./declarations.ts";
import { DrivenResource } from "./driven-resource.ts";
import {
  journalOf,
  keyOf,
  ownerOf,
  snapshot,
  target,
  textOf,
  type Workplace,
  workplace,
} from "./workplace.ts";

/** What is on the disk besides the journal. */
function filesOf(place: Workplace): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(snapshot(place)).filter(([name]) => !name.startsWith(".pmufilter")),
  );
}

test("a whole life in dry runs: only the journal changes", async (t) => {
  const place = workplace(t);
  writeFileSync(join(place.directory, "a"), "somebody's, and never looked at");
  const before = filesOf(place);
  const [key, other] = [keyOf(place, "a"), keyOf(place, "missing/b")];
  const resource = new DrivenResource();
  const targets = [target(place, "a"), target(place, "missing/b", { owner: "no-such-user" })];

  await resource.up(branches(...targets), place.dry);
  t.deepEqual(resource.targets, { [key]: "dry-run", [other]: "dry-run" });
  t.regex(resource.applied[key] ?? "", /^dry-run [0-9a-f]{16}$/);
  t.deepEqual(journalOf(place), [`writeFile ${key}`, `writeFile ${other}`]);

  t.like(await resource.up(branches(...targets), place.dry), { did: "nothing" });
  await resource.refresh(place.dry);
  t.like(await resource.up(branches(...targets), place.dry), { did: "nothing" });
  t.is(journalOf(place).length, 2);

  t.like(await resource.up(noCaches(target(place, "a")), place.dry), {
    did: "update",
    reasons: [],
  });
  t.deepEqual(journalOf(place).slice(2), [`writeFile ${key}`, `removeFile ${other}`]);
  t.deepEqual(resource.targets, { [key]: "dry-run" });

  await resource.destroy(place.dry);
  t.deepEqual(journalOf(place).slice(4), [`removeFile ${key}`]);
  t.deepEqual(filesOf(place), before);
  t.deepEqual(place.written, []);
  t.true(place.messages.every(({ kind }) => kind !== "warn"));
});

test("the resource's own dryRun does the same as the provider's", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const declaration = { ...branches(target(place, "a")), dryRun: true };
  await resource.up(declaration, place.real);
  await resource.refresh(place.real);
  t.like(await resource.up(declaration, place.real), { did: "nothing" });
  t.deepEqual(resource.targets, { [keyOf(place, "a")]: "dry-run" });
  await resource.destroy(place.real);
  t.deepEqual(filesOf(place), {});
  t.is(journalOf(place).length, 2);
});

test("dryRun false does not undo the provider's dry run", async (t) => {
  const place = workplace(t);
  await new DrivenResource().up({ ...branches(target(place, "a")), dryRun: false }, place.dry);
  t.deepEqual(filesOf(place), {});
});

test("drift in the journal is seen by a dry refresh, and put right", async (t) => {
  const place = workplace(t);
  const [resource, other] = [new DrivenResource(), new DrivenResource()];
  await resource.up(branches(target(place, "a")), place.dry);
  await other.up(noCaches(target(place, "a")), place.dry);
  await resource.refresh(place.dry);
  t.deepEqual(resource.targets, { [keyOf(place, "a")]: "taken-over" });
  unlinkSync(join(place.directory, ".pmufilter", "journal.jsonl"));
  await resource.refresh(place.dry);
  t.deepEqual(resource.targets, { [keyOf(place, "a")]: "missing" });
  t.like(await resource.up(branches(target(place, "a")), place.dry), {
    did: "update",
    reasons: [],
  });
  t.deepEqual(resource.targets, { [keyOf(place, "a")]: "dry-run" });
});

test("real after dry: what a dry run applied counts as missing", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const declaration = branches(target(place, "a"));
  await resource.up(declaration, place.dry);
  await resource.refresh(place.real);
  t.deepEqual(resource.targets, { [keyOf(place, "a")]: "dry-run" }, "a real refresh leaves it");
  t.deepEqual(await resource.up(declaration, place.real), {
    did: "update",
    changes: [`update applied ${keyOf(place, "a")}`],
    reasons: [],
  });
  t.deepEqual(resource.targets, { [keyOf(place, "a")]: "applied" });
  t.is(ownerOf(place, "a"), resource.id);
  t.like(await resource.up(declaration, place.real), { did: "nothing" });
});

test("real after dry: a file that a dry run did not look at is not written over", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  writeFileSync(join(place.directory, "a"), "mine");
  await resource.up(branches(target(place, "a")), place.dry);
  const { reasons } = await resource.up(branches(target(place, "a")), place.real);
  t.true(reasons[0]?.includes("[FILE_NOT_OURS]"));
  t.is(textOf(place, "a"), "mine");
  t.deepEqual(resource.targets, { [keyOf(place, "a")]: "dry-run" });
});

test("real after dry: deleting what only a dry run applied changes nothing", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "a")), place.dry);
  writeFileSync(join(place.directory, "a"), "mine");
  const before = filesOf(place);
  await resource.destroy(place.real);
  t.deepEqual(filesOf(place), before);
  t.deepEqual(
    place.messages.filter(({ kind }) => kind === "warn"),
    [],
  );
});

/** What a dry run does after a real one, and that it neither changes nor drops the real status. */
const dryAfterReal: Readonly<
  Record<string, (resource: DrivenResource, place: Workplace) => Promise<unknown>>
> = {
  "the same again": (resource, place) => resource.up(branches(target(place, "a")), place.dry),
  "another filter": (resource, place) => resource.up(noCaches(target(place, "a")), place.dry),
  "another mode": (resource, place) =>
    resource.up(branches(target(place, "a", { mode: "0600" })), place.dry),
  "the target removed": (resource, place) => resource.up(branches(), place.dry),
  "a target more": (resource, place) =>
    resource.up(branches(target(place, "a"), target(place, "b")), place.dry),
  "a refresh": (resource, place) => resource.refresh(place.dry),
  "a refresh after an edit": async (resource, place) => {
    chmodSync(join(place.directory, "a"), 0o644);
    await resource.refresh(place.dry);
  },
  "its own dryRun": (resource, place) =>
    resource.up({ ...noCaches(target(place, "a")), dryRun: true }, place.real),
};

for (const [what, run] of Object.entries(dryAfterReal)) {
  test(`dry after real: ${what}: the real status stays`, async (t) => {
    const place = workplace(t);
    const resource = new DrivenResource();
    await resource.up(branches(target(place, "a")), place.real);
    const key = keyOf(place, "a");
    const { [key]: applied } = resource.applied;
    const text = textOf(place, "a");
    place.written.length = 0;
    await run(resource, place);
    t.is(resource.targets[key], "applied");
    t.is(resource.applied[key], applied);
    t.is(textOf(place, "a"), text);
    t.deepEqual(place.written, []);

    await resource.up(branches(target(place, "a")), place.real);
    t.deepEqual(resource.targets, { [key]: "applied" });
    t.deepEqual(resource.applied, { [key]: applied });
  });
}

test("dry after real: a dry delete is refused, and the files stay", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const declaration = branches(target(place, "a"), target(place, "b"));
  await resource.up(declaration, place.real);
  const before = filesOf(place);
  const error = await t.throwsAsync(resource.destroy(place.dry), { instanceOf: PmuFilterError });
  t.is(error.code, "DRY_DELETE_REFUSED");
  for (const name of ["a", "b"]) t.true(error.message.includes(keyOf(place, name)));
  t.deepEqual(filesOf(place), before);
  t.deepEqual(journalOf(place), []);
});

test("dry after real: a mixed resource is not deleted dry either, and is deleted for real", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "a")), place.real);
  await resource.up(branches(target(place, "a"), target(place, "b")), place.dry);
  t.deepEqual(resource.targets, { [keyOf(place, "a")]: "applied", [keyOf(place, "b")]: "dry-run" });
  await t.throwsAsync(resource.destroy(place.dry), { instanceOf: PmuFilterError });
  await resource.destroy(place.real);
  t.deepEqual(filesOf(place), {});
});

test("a dry run of a change that is undone leaves nothing to do", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const declaration: PropertyObject = branches(target(place, "a"));
  await resource.up(declaration, place.real);
  await resource.up(noCaches(target(place, "a")), place.dry);
  await resource.up(declaration, place.dry);
  t.like(await resource.up(declaration, place.real), { did: "nothing" });
});
