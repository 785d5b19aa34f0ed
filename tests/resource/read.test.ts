import {
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import test from "ava";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { recordPath } from "../../provider/target/qemu-args/record.ts";
import { branches } from "./declarations.ts";
import { DrivenResource } from "./driven-resource.ts";
import {
  keyOf,
  ownerOf,
  snapshot,
  target,
  textOf,
  type Workplace,
  workplace,
} from "./workplace.ts";

/** What happens to a file behind Pulumi's back, and what a refresh then shows. */
const drifts: readonly [
  what: string,
  meddle: (path: string) => void,
  state: string,
  applied: string,
][] = [
  ["removed", (path) => unlinkSync(path), "missing", "missing"],
  [
    "removed with its record",
    (path) => {
      unlinkSync(path);
      unlinkSync(recordPath(path));
    },
    "missing",
    "missing",
  ],
  ["edited", (path) => writeFileSync(path, "-enable-kvm\n"), "edited", "edited by hand"],
  ["emptied", (path) => writeFileSync(path, ""), "edited", "edited by hand"],
  ["given another mode", (path) => chmodSync(path, 0o666), "edited", "edited by hand"],
  ["deprived of its record", (path) => unlinkSync(recordPath(path)), "edited", "edited by hand"],
  [
    "deprived of a good record",
    (path) => writeFileSync(recordPath(path), "{}"),
    "edited",
    "edited by hand",
  ],
];

for (const [what, meddle, state, applied] of drifts) {
  test(`a file that was ${what}: refresh shows it, the next up puts it right`, async (t) => {
    const place = workplace(t);
    const resource = new DrivenResource();
    const declaration = branches(target(place, "web.args"), target(place, "other.args"));
    await resource.up(declaration, place.real);
    const key = keyOf(place, "web.args");
    const [whole, put] = [textOf(place, "web.args"), resource.applied];
    meddle(join(place.directory, "web.args"));
    const meddled = snapshot(place);

    await resource.refresh(place.real);
    t.deepEqual(snapshot(place), meddled, "a refresh changes nothing");
    t.is(resource.targets[key], state);
    t.is(resource.applied[key], applied);
    t.is(resource.targets[keyOf(place, "other.args")], "applied");

    await resource.refresh(place.real);
    t.is(resource.applied[key], applied, "a second refresh sees the same");

    t.deepEqual(await resource.up(declaration, place.real), {
      did: "update",
      changes: [`update applied ${key}`],
      reasons: [],
    });
    t.is(textOf(place, "web.args"), whole);
    t.is(ownerOf(place, "web.args"), resource.id);
    t.deepEqual(resource.applied, put);
    t.like(await resource.up(declaration, place.real), { did: "nothing" });
  });
}

test("a file that was replaced by a link is somebody else's now", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const declaration = branches(target(place, "web.args"), target(place, "other.args"));
  await resource.up(declaration, place.real);
  const path = join(place.directory, "web.args");
  renameSync(path, `${path}.old`);
  symlinkSync(`${path}.old`, path);
  await resource.refresh(place.real);
  t.is(resource.targets[keyOf(place, "web.args")], "foreign");
  const before = snapshot(place);
  const { reasons } = await resource.up(declaration, place.real);
  t.is(reasons.length, 1);
  t.true(reasons[0]?.endsWith("[FILE_NOT_OURS]"));
  t.deepEqual(snapshot(place), before);
});

test("white space in the JSON is no edit", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "web.args")), place.real);
  const { state } = resource;
  const text = textOf(place, "web.args") ?? "";
  writeFileSync(join(place.directory, "web.args"), text.replaceAll(',"', ', "'));
  await resource.refresh(place.real);
  t.deepEqual(resource.applied, state?.["applied"]);
  t.is(resource.targets[keyOf(place, "web.args")], "applied");
});

test("a file that another resource took over shows whose it is", async (t) => {
  const place = workplace(t);
  const [resource, other] = [new DrivenResource(), new DrivenResource()];
  await resource.up(branches(target(place, "web.args")), place.real);
  await other.up(branches(target(place, "web.args")), place.real);
  await resource.refresh(place.real);
  const key = keyOf(place, "web.args");
  t.is(resource.targets[key], "taken-over");
  t.true(resource.applied[key]?.includes(other.id));
  t.like(await resource.up(branches(target(place, "web.args")), place.real), {
    did: "update",
    changes: [`update applied ${key}`],
  });
  t.is(ownerOf(place, "web.args"), resource.id);
});

test("somebody's own file in place of one that went missing is not written over", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "web.args")), place.real);
  const path = join(place.directory, "web.args");
  for (const gone of [path, recordPath(path)]) rmSync(gone);
  await resource.refresh(place.real);
  writeFileSync(path, "mine\n");
  const { reasons } = await resource.up(branches(target(place, "web.args")), place.real);
  t.true(reasons[0]?.includes("[FILE_NOT_OURS]"));
  t.is(textOf(place, "web.args"), "mine\n");
  t.deepEqual(Object.keys(resource.targets), [keyOf(place, "web.args")]);
});

/** A change that makes a target impossible to look at. */
function hide({ directory }: Workplace): void {
  renameSync(join(directory, "d"), join(directory, "hidden"));
  writeFileSync(join(directory, "d"), "a file where a directory was");
}

test("a target that cannot be looked at keeps its last status, with a warning", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  mkdirSync(join(place.directory, "d"));
  await resource.up(branches(target(place, "d/a"), target(place, "b")), place.real);
  const before: PropertyObject | undefined = resource.state;
  unlinkSync(join(place.directory, "b"));
  hide(place);
  place.messages.length = 0;
  await resource.refresh(place.real);
  t.like(resource.targets, { [keyOf(place, "d/a")]: "applied", [keyOf(place, "b")]: "missing" });
  const { applied } = before as { readonly applied: Readonly<Record<string, string>> };
  t.is(resource.applied[keyOf(place, "d/a")], applied[keyOf(place, "d/a")]);
  const [warning, ...more] = place.messages;
  t.is(warning?.kind, "warn");
  t.true(warning?.text.includes("[FILE_INACCESSIBLE]"));
  t.deepEqual(more, []);
});

test("a refresh changes nothing but what was observed", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "web.args")), place.real);
  const { applied: _, status: __, ...before } = resource.state ?? {};
  unlinkSync(join(place.directory, "web.args"));
  await resource.refresh(place.real);
  const { applied: ___, status: ____, ...after } = resource.state ?? {};
  t.deepEqual(after, before);
});
