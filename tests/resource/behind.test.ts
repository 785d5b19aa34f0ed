import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { check } from "../../provider/resource/check.ts";
import { branches, noCaches } from "./declarations.ts";
import { DrivenResource } from "./driven-resource.ts";
import { keyOf, snapshot, target, textOf, workplace } from "./workplace.ts";

/* As long as a host has the old filter, a preview must name what differs from it. */

test("after a failed update, the next diff names the events again, and a revert has none", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  mkdirSync(join(place.directory, "d"));
  await resource.up(branches(target(place, "d/a")), place.real);
  const { entries, fingerprint } = resource.state ?? {};
  renameSync(join(place.directory, "d"), join(place.directory, "away"));
  const failed = await resource.up(noCaches(target(place, "d/a")), place.real);
  t.is(failed.reasons.length, 1);
  t.deepEqual(resource.state?.["entries"], entries);
  t.is(resource.state?.["fingerprint"], fingerprint);

  renameSync(join(place.directory, "away"), join(place.directory, "d"));
  t.like(await resource.up(branches(target(place, "d/a")), place.real), { did: "nothing" });
  const { changes } = await resource.up(noCaches(target(place, "d/a")), place.real);
  t.deepEqual(changes, failed.changes);
  t.notDeepEqual(resource.state?.["entries"], entries);
});

test("after a dry update of what a real run applied, too", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "a")), place.real);
  const { entries } = resource.state ?? {};
  const dry = await resource.up(noCaches(target(place, "a")), place.dry);
  t.deepEqual(resource.state?.["entries"], entries);
  const real = await resource.up(noCaches(target(place, "a")), place.real);
  t.deepEqual(real.changes, dry.changes);
  t.notDeepEqual(resource.state?.["entries"], entries);
});

test("a mode that changes with an event shows beside it", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "a", { mode: "0600" })), place.real);
  const { events: _, ...rest } = branches(target(place, "a", { mode: "0666" }));
  const { changes } = await resource.up({ ...rest, events: [{ name: "branches" }] }, place.real);
  t.deepEqual(changes, ["delete entries c5/00", "update targets 0 qemuArgs mode"]);
});

test("other CPUs are a change; naming them for the first time is none", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const events = [{ select: "0xc4", umask: 0 }];
  await resource.up({ action: "deny", events }, place.real);
  const intel = { action: "deny", events, cpus: ["intel"] };
  t.like(await resource.up(intel, place.real), { did: "nothing" });
  resource.state = { ...resource.state, cpus: ["intel"] };
  const { fingerprint } = resource.state ?? {};
  const { changes } = await resource.up({ ...intel, cpus: ["amd"] }, place.real);
  t.deepEqual(changes, ["update cpus"]);
  t.not(resource.state?.["fingerprint"], fingerprint);
});

test("what is refused comes back without anything unknown that was not so declared", (t) => {
  const declaration = branches({ qemuArgs: { path: "/a" } });
  const { inputs, failures } = check({ ...declaration, events: [{ name: "brnches" }] });
  t.is(failures[0]?.code, "EVENT_NAME_UNKNOWN");
  t.deepEqual(inputs, { ...declaration, events: [{ name: "brnches" }] });
});

test("a target that moves is not removed before it has arrived", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "old")), place.real);
  const { old } = snapshot(place);
  const failed = await resource.up(branches(target(place, "none/new")), place.real);
  t.is(failed.reasons.length, 1);
  t.is(snapshot(place)["old"], old);
  t.deepEqual(resource.targets, { [keyOf(place, "old")]: "applied" });

  mkdirSync(join(place.directory, "none"));
  const { reasons } = await resource.up(branches(target(place, "none/new")), place.real);
  t.deepEqual(reasons, []);
  t.deepEqual(resource.targets, { [keyOf(place, "none/new")]: "applied" });
  t.is(textOf(place, "old"), undefined);
});
