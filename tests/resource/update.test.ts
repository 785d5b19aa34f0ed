import { chmodSync, mkdirSync, rmdirSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { branches, noCaches } from "./declarations.ts";
import { DrivenResource } from "./driven-resource.ts";
import { failingAt } from "./host-exchanges.ts";
import { keyOf, ownerOf, snapshot, target, textOf, workplace } from "./workplace.ts";

test("up with nothing to do asks and writes nothing", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const declaration = branches(target(place, "a"), target(place, "b", { format: "environment" }));
  await resource.up(declaration, place.real);
  const before = snapshot(place);
  place.messages.length = 0;
  t.like(await resource.up(declaration, place.real), { did: "nothing" });
  await resource.refresh(place.real);
  t.like(await resource.up(declaration, place.real), { did: "nothing" });
  t.deepEqual(snapshot(place), before);
  t.deepEqual(place.messages, []);
});

test("targets are added, changed and removed in one update; the others stay as they are", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(
    branches(target(place, "stays"), target(place, "goes"), target(place, "changes")),
    place.real,
  );
  const { stays } = snapshot(place);
  const outcome = await resource.up(
    branches(
      target(place, "stays"),
      target(place, "changes", { mode: "0600" }),
      target(place, "comes"),
    ),
    place.real,
  );
  t.deepEqual(
    new Set(outcome.changes),
    new Set([
      "add targets 1 qemuArgs mode",
      `delete applied ${keyOf(place, "goes")}`,
      `add applied ${keyOf(place, "comes")}`,
    ]),
  );
  t.deepEqual(outcome.reasons, []);
  t.is(snapshot(place)["stays"], stays);
  t.deepEqual(
    Object.keys(snapshot(place)),
    ["changes", "comes", "stays"].flatMap((name) => [name, `${name}.pmufilter.json`]),
  );
  t.deepEqual(
    resource.targets,
    Object.fromEntries(
      ["stays", "changes", "comes"].map((name) => [keyOf(place, name), "applied"]),
    ),
  );
});

test("a changed filter is written everywhere, under the same id", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const targets = [target(place, "a"), target(place, "b")];
  await resource.up(branches(...targets), place.real);
  const { id, applied } = resource;
  const before = textOf(place, "a");
  await resource.up(noCaches(...targets), place.real);
  t.is(resource.id, id);
  for (const name of ["a", "b"]) {
    t.is(ownerOf(place, name), id);
    t.not(resource.applied[keyOf(place, name)], applied[keyOf(place, name)]);
  }
  t.not(textOf(place, "a"), before);
  t.is(textOf(place, "b"), textOf(place, "a"));
});

test("a file that already is as it should be is not written again", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const declaration = branches(target(place, "a"));
  await resource.up(declaration, place.real);
  const before = snapshot(place);
  resource.state = { ...resource.state, applied: { [keyOf(place, "a")]: "missing" } };
  t.like(await resource.up(declaration, place.real), { did: "update", reasons: [] });
  t.deepEqual(snapshot(place), before);
  t.like(await resource.up(declaration, place.real), { did: "nothing" });
});

test("a target that fails keeps what was known of it, the others go on", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  mkdirSync(join(place.directory, "d"));
  const targets = [target(place, "d/a"), target(place, "b")];
  await resource.up(branches(...targets), place.real);
  const known = resource.applied[keyOf(place, "d/a")];
  replaceByDirectory(join(place.directory, "d", "a"));
  const { changes, reasons } = await resource.up(noCaches(...targets), place.real);
  t.is(reasons.length, 1);
  t.true(reasons[0]?.startsWith(keyOf(place, "d/a")));
  t.is(resource.applied[keyOf(place, "d/a")], known);
  t.deepEqual(resource.targets, {
    [keyOf(place, "d/a")]: "applied",
    [keyOf(place, "b")]: "applied",
  });

  rmdirSync(join(place.directory, "d", "a"));
  t.deepEqual(await resource.up(noCaches(...targets), place.real), {
    did: "update",
    changes,
    reasons: [],
  });
  t.is(textOf(place, "d/a"), textOf(place, "b"));
});

test("a target that cannot be removed stays known, and is removed by the next run", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  mkdirSync(join(place.directory, "d"));
  await resource.up(branches(target(place, "d/a"), target(place, "b")), place.real);
  const context = failingAt(place.real, join(place.directory, "d/a"));
  const { reasons } = await resource.up(branches(target(place, "b")), context);
  t.deepEqual(reasons, [`${keyOf(place, "d/a")}: Error: out of order`]);
  t.deepEqual(
    Object.keys(resource.targets).sort(),
    [keyOf(place, "b"), keyOf(place, "d/a")].sort(),
  );
  t.like(await resource.up(branches(target(place, "b")), place.real), {
    did: "update",
    changes: [`delete applied ${keyOf(place, "d/a")}`],
  });
  t.is(textOf(place, "d/a"), undefined);
  t.deepEqual(Object.keys(resource.targets), [keyOf(place, "b")]);
});

test("a target that is not wanted any more and now is somebody else's is left alone", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "a"), target(place, "b")), place.real);
  await new DrivenResource().up(noCaches(target(place, "a")), place.real);
  const before = snapshot(place);
  await resource.up(branches(target(place, "b")), place.real);
  t.deepEqual(snapshot(place), before);
  t.deepEqual(Object.keys(resource.targets), [keyOf(place, "b")]);
});

test("a file whose record was taken away is written again, record and all", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "a")), place.real);
  writeFileSync(join(place.directory, "a.pmufilter.json"), "");
  chmodSync(join(place.directory, "a"), 0o600);
  await resource.up(noCaches(target(place, "a")), place.real);
  t.is(ownerOf(place, "a"), resource.id);
  t.deepEqual(resource.targets, { [keyOf(place, "a")]: "applied" });
});

function replaceByDirectory(path: string): void {
  unlinkSync(path);
  mkdirSync(path);
}
