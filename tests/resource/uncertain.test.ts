import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";
import type { Context } from "../../provider/resource/context.ts";
import { importFilter } from "../../provider/resource/import.ts";
import { branches, noCaches } from "./declarations.ts";
import { DrivenResource } from "./driven-resource.ts";
import { args } from "./foreign-file.ts";
import { changedBy, through } from "./host-exchanges.ts";
import { keyOf, target, textOf, workplace } from "./workplace.ts";

const lost = new PmuFilterError("HOST_LOST", "the host was lost", { mayBeDone: true });

/** A context whose host is lost when it was to change something: once it is done, or before. */
function losing(context: Context, done: boolean): Context {
  return through(context, function* (operations) {
    const changing = changedBy(operations).length > 0;
    if (!changing || done) {
      const answers = yield operations;
      if (!changing) return answers;
    }
    throw lost;
  });
}

for (const done of [true, false]) {
  const how = done ? "was done" : "was not done";

  test(`a first put whose host is lost stays known, and can be removed: it ${how}`, async (t) => {
    const place = workplace(t);
    const resource = new DrivenResource();
    const outcome = await resource.up(noCaches(target(place, "a.args")), losing(place.real, done));
    t.is(outcome.reasons.length, 1);
    t.deepEqual(resource.targets, { [keyOf(place, "a.args")]: "uncertain" });
    t.is(textOf(place, "a.args") !== undefined, done);
    await resource.destroy(place.real);
    t.false(existsSync(join(place.directory, "a.args")));
  });

  test(`a target that is uncertain is shown, and put by the next run: it ${how}`, async (t) => {
    const place = workplace(t);
    const key = keyOf(place, "a.args");
    const resource = new DrivenResource();
    await resource.up(noCaches(target(place, "a.args")), losing(place.real, done));
    const next = await resource.up(noCaches(target(place, "a.args")), place.real);
    t.deepEqual(next.changes, [`update applied ${key}`]);
    t.deepEqual(resource.targets, { [key]: "applied" });
  });

  test(`a refresh looks at a target that is uncertain: it ${how}`, async (t) => {
    const place = workplace(t);
    const resource = new DrivenResource();
    await resource.up(noCaches(target(place, "a.args")), losing(place.real, done));
    await resource.refresh(place.real);
    t.deepEqual(Object.values(resource.targets), [done ? "applied" : "missing"]);
  });

  test(`what was known before is no reason to leave it as it is: the update ${how}`, async (t) => {
    const place = workplace(t);
    const key = keyOf(place, "a.args");
    const resource = new DrivenResource();
    await resource.up(noCaches(target(place, "a.args")), place.real);
    const before = resource.applied[key];
    await resource.up(branches(target(place, "a.args")), losing(place.real, done));
    t.deepEqual(resource.applied, { [key]: `uncertain, was ${before}` });
    const back = await resource.up(noCaches(target(place, "a.args")), place.real);
    t.deepEqual(back.changes, [`update applied ${key}`]);
    t.is(resource.applied[key], before);
  });

  test(`a removal whose host is lost is not forgotten: it ${how}`, async (t) => {
    const place = workplace(t);
    const [a, b] = [target(place, "a.args"), target(place, "b.args")];
    const resource = new DrivenResource();
    await resource.up(noCaches(a, b), place.real);
    await resource.up(noCaches(a), losing(place.real, done));
    t.is(resource.targets[keyOf(place, "b.args")], "uncertain");
    await resource.up(noCaches(a, b), place.real);
    t.not(textOf(place, "b.args"), undefined);
  });
}

test("a file that was adopted stays removable when its removal was lost", async (t) => {
  const place = workplace(t);
  writeFileSync(join(place.directory, "a.args"), args);
  const found = await importFilter(keyOf(place, "a.args"), place.real);
  const resource = new DrivenResource();
  [resource.id, resource.state] = [found?.id ?? "", found?.properties];
  await resource.up(noCaches(), losing(place.real, false));
  t.deepEqual(Object.values(resource.targets), ["uncertain"]);
  await resource.destroy(place.real);
  t.is(textOf(place, "a.args"), undefined);
});

test("what still bears the resource's record is not forgotten", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(noCaches(target(place, "a.args")), place.real);
  const unheld = through(place.real, function* (operations) {
    const answers = yield operations.filter(({ op }) => op === "readFile");
    const left = operations.length - answers.length;
    const skipped = Array.from({ length: left - 1 }, () => ({ kind: "skipped" }) as const);
    return [...answers, { kind: "condition", held: false }, ...skipped];
  });
  await t.throwsAsync(resource.destroy(unheld), { message: /NOT_VERIFIED/ });
  await resource.destroy(place.real);
  t.is(textOf(place, "a.args"), undefined);
});
