import { chmodSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";
import { importFilter } from "../../provider/resource/import.ts";
import { recordPath } from "../../provider/target/qemu-args/record.ts";
import { branches, noCaches } from "./declarations.ts";
import { DrivenResource } from "./driven-resource.ts";
import { failingAt } from "./host-exchanges.ts";
import { keyOf, ownerOf, snapshot, target, type Workplace, workplace } from "./workplace.ts";

/** What happens to a file before its resource is deleted, and what is left of it. */
const rows: readonly [
  what: string,
  meddle: (path: string, place: Workplace) => Promise<void> | void,
  left: readonly string[],
  said: readonly string[],
][] = [
  ["as it was written", () => {}, [], []],
  ["edited", (path) => writeFileSync(path, "-enable-kvm\n"), [], []],
  ["of another mode", (path) => chmodSync(path, 0o600), [], []],
  [
    "with its record in another hand",
    (path) => {
      const record = JSON.parse(readFileSync(recordPath(path), "utf8"));
      writeFileSync(recordPath(path), JSON.stringify(record, null, 2));
    },
    [],
    [],
  ],
  ["gone, but for its record", (path) => unlinkSync(path), [], []],
  [
    "gone",
    (path) => {
      unlinkSync(path);
      unlinkSync(recordPath(path));
    },
    [],
    [],
  ],
  ["gone with its directory", (path) => rmSync(join(path, ".."), { recursive: true }), [], []],
  ["without a record", (path) => unlinkSync(recordPath(path)), ["d/a"], ["warn"]],
  [
    "with a broken record",
    (path) => writeFileSync(recordPath(path), "{}"),
    ["d/a", "d/a.pmufilter.json"],
    ["warn"],
  ],
  [
    "a directory now",
    (path) => {
      unlinkSync(path);
      mkdirSync(path);
    },
    ["d/a", "d/a.pmufilter.json"],
    ["warn"],
  ],
  [
    "another resource's",
    async (_path, place) => {
      await new DrivenResource().up(noCaches(target(place, "d/a")), place.real);
      place.messages.length = 0;
    },
    ["d/a", "d/a.pmufilter.json"],
    ["info"],
  ],
];

for (const [what, meddle, left, said] of rows) {
  test(`a file that is ${what}: delete removes only its own`, async (t) => {
    const place = workplace(t);
    mkdirSync(join(place.directory, "d"));
    const resource = new DrivenResource();
    await resource.up(branches(target(place, "d/a")), place.real);
    place.messages.length = 0;
    await meddle(join(place.directory, "d", "a"), place);
    await resource.destroy(place.real);
    t.deepEqual(
      Object.keys(snapshot(place)).filter((name) => name !== "d"),
      left,
    );
    t.deepEqual(saidIn(place), said);
  });
}

test("a file that was adopted and not touched since is removed", async (t) => {
  const place = workplace(t);
  const resource = await adopted(place);
  await resource.destroy(place.real);
  t.deepEqual(snapshot(place), {});
});

test("a file that was adopted and edited since is left alone, also after a refresh", async (t) => {
  for (const refresh of [false, true]) {
    const place = workplace(t);
    const resource = await adopted(place);
    writeFileSync(join(place.directory, "web.args"), "-enable-kvm\n");
    if (refresh) await resource.refresh(place.real);
    await resource.destroy(place.real);
    t.deepEqual(Object.keys(snapshot(place)), ["web.args"]);
    t.is(saidIn(place).at(-1), "warn");
  }
});

test("several targets: one that fails does not stop the others; a later delete goes on", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const targets = ["a", "b", "c"].map((name) => target(place, name));
  await resource.up(branches(...targets), place.real);
  const context = failingAt(place.real, join(place.directory, "b"));
  const error = await t.throwsAsync(resource.destroy(context), { instanceOf: PmuFilterError });
  t.is(error.code, "TARGETS_FAILED");
  t.true(error.message.includes(keyOf(place, "b")));
  t.deepEqual(Object.keys(snapshot(place)), ["b", "b.pmufilter.json"]);
  await resource.destroy(place.real);
  t.deepEqual(snapshot(place), {});
});

test("nothing but the resource's own files is touched", async (t) => {
  const place = workplace(t);
  writeFileSync(join(place.directory, "a.conf"), "mine");
  const [resource, other] = [new DrivenResource(), new DrivenResource()];
  await other.up(branches(target(place, "a.other")), place.real);
  const before = snapshot(place);
  await resource.up(branches(target(place, "a")), place.real);
  await resource.destroy(place.real);
  t.deepEqual(snapshot(place), before);
});

test("a target that moved to another resource stays: Pulumi creates before it deletes", async (t) => {
  const place = workplace(t);
  const [old, renamed] = [new DrivenResource(), new DrivenResource()];
  const declaration = branches(target(place, "a"), target(place, "b"));
  await old.up(declaration, place.real);
  await renamed.up(declaration, place.real);
  const before = snapshot(place);
  await old.destroy(place.real);
  t.deepEqual(snapshot(place), before);
  await renamed.refresh(place.real);
  t.like(await renamed.up(declaration, place.real), { did: "nothing" });
});

test("a target that moves between two resources in one run, whichever is updated first", async (t) => {
  for (const order of ["giver first", "taker first", "both at once"]) {
    const place = workplace(t);
    const [giver, taker] = [new DrivenResource(), new DrivenResource()];
    const [a, b, moving] = ["a", "b", "moving"].map((name) => target(place, name));
    if (!a || !b || !moving) throw new Error("unreachable");
    await giver.up(branches(a, moving), place.real);
    await taker.up(noCaches(b), place.real);
    const give = () => giver.up(branches(a), place.real);
    const take = () => taker.up(noCaches(b, moving), place.real);
    if (order === "giver first") await give().then(take);
    else if (order === "taker first") await take().then(give);
    else await Promise.all([take(), give()]);
    t.is(ownerOf(place, "moving"), taker.id, order);
    t.is(ownerOf(place, "a"), giver.id);
    await giver.refresh(place.real);
    await taker.refresh(place.real);
    t.like(await giver.up(branches(a), place.real), { did: "nothing" });
    t.like(await taker.up(noCaches(b, moving), place.real), { did: "nothing" });
  }
});

/** The kinds of messages that are kept. */
function saidIn({ messages }: Workplace): readonly string[] {
  return messages.map(({ kind }) => kind).filter((kind) => kind !== "progress");
}

/** A resource made by importing a file that somebody else wrote. */
async function adopted(place: Workplace): Promise<DrivenResource> {
  const path = join(place.directory, "web.args");
  await new DrivenResource().up(branches(target(place, "web.args")), place.real);
  unlinkSync(recordPath(path));
  place.messages.length = 0;
  const imported = await importFilter(keyOf(place, "web.args"), place.real);
  const resource = new DrivenResource();
  if (imported === undefined) throw new Error("unreachable");
  [resource.id, resource.state] = [imported.id, imported.properties];
  return resource;
}
