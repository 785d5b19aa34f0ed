import { mkdirSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { decodeQemuArguments } from "../../provider/encoding/qemu-arguments.ts";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";
import { parseArgumentFile } from "../../provider/target/qemu-args/argument-file.ts";
import { branches } from "./declarations.ts";
import { DrivenResource } from "./driven-resource.ts";
import { through } from "./host-exchanges.ts";
import { keyOf, ownerOf, snapshot, target, textOf, workplace } from "./workplace.ts";

test("every target gets its file and its record", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const declaration = branches(
    target(place, "web.args"),
    target(place, "web.env", { format: "environment", mode: "0600" }),
  );
  t.deepEqual(await resource.up(declaration, place.real), {
    did: "create",
    changes: [],
    reasons: [],
  });
  t.regex(resource.id, /^[0-9a-f-]{36}$/);
  for (const name of ["web.args", "web.env"]) {
    const { args } = parseArgumentFile(textOf(place, name) ?? "");
    t.is(decodeQemuArguments(args).action, "allow");
    t.is(ownerOf(place, name), resource.id);
    t.is(resource.targets[keyOf(place, name)], "applied");
    t.regex(resource.applied[keyOf(place, name)] ?? "", /^[0-9a-f]{16}$/);
  }
  t.is(Object.keys(snapshot(place)).length, 4);
  t.deepEqual(
    place.messages.map(({ kind }) => kind),
    ["progress", "progress"],
  );
});

test("a resource without targets only encodes", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(), place.real);
  t.deepEqual(snapshot(place), {});
  t.deepEqual(resource.applied, {});
  t.like(resource.state, { qemuAccel: "kvm,pmu-filter=pmu-filter", status: {} });
});

test("two resources have two ids", async (t) => {
  const place = workplace(t);
  const [one, other] = [new DrivenResource(), new DrivenResource()];
  await one.up(branches(), place.real);
  await other.up(branches(), place.real);
  t.not(one.id, other.id);
});

/** Things that stand in the way, and whether an import could adopt them. */
const foreigners: Readonly<Record<string, (path: string) => undefined | "adoptable">> = {
  "a file": (path) => {
    writeFileSync(path, "-enable-kvm\n");
    return "adoptable";
  },
  "an empty file": (path) => {
    writeFileSync(path, "");
    return "adoptable";
  },
  "a file with a broken record": (path) => {
    writeFileSync(path, "-enable-kvm\n");
    writeFileSync(`${path}.pmufilter.json`, "{}");
    return "adoptable";
  },
  "a link": (path) => void symlinkSync("/dev/null", path),
  "a dangling link": (path) => void symlinkSync("/nowhere", path),
  "a directory": (path) => void mkdirSync(path),
};

for (const [what, make] of Object.entries(foreigners)) {
  test(`${what} of somebody else is left alone, and the error says what to do`, async (t) => {
    const place = workplace(t);
    const kind = make(join(place.directory, "web.args"));
    const before = snapshot(place);
    const resource = new DrivenResource();
    const error = await t.throwsAsync(
      resource.up(branches(target(place, "web.args")), place.real),
      {
        instanceOf: PmuFilterError,
      },
    );
    t.is(error.code, "TARGETS_FAILED");
    t.true(error.message.includes("[FILE_NOT_OURS]"), error.message);
    const advice = `pulumi import pmufilter:index:PmuFilter NAME ${keyOf(place, "web.args")}`;
    t.is(error.message.includes(advice), kind === "adoptable");
    t.is(resource.state, undefined);
    t.deepEqual(snapshot(place), before);
  });
}

test("all targets fail: no resource is left behind, and every reason is told", async (t) => {
  const place = workplace(t);
  const error = await t.throwsAsync(
    new DrivenResource().up(branches(target(place, "gone/a"), target(place, "gone/b")), place.real),
    { instanceOf: PmuFilterError },
  );
  t.is(error.code, "TARGETS_FAILED");
  for (const name of ["gone/a", "gone/b"]) t.true(error.message.includes(keyOf(place, name)));
  t.is(error.message.match(/\[FILE_INACCESSIBLE\]/g)?.length, 2);
});

test("some targets fail: the others are put, and known", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const targets = ["gone/a", "b", "c"].map((name) => target(place, name));
  const { reasons } = await resource.up(branches(...targets), place.real);
  t.is(reasons.length, 1);
  t.true(
    reasons[0]?.startsWith(`${keyOf(place, "gone/a")}: `) &&
      reasons[0].endsWith("[FILE_INACCESSIBLE]"),
  );
  t.deepEqual(resource.targets, { [keyOf(place, "b")]: "applied", [keyOf(place, "c")]: "applied" });
  t.deepEqual(Object.keys(resource.applied), [keyOf(place, "b"), keyOf(place, "c")]);
  t.is(ownerOf(place, "b"), resource.id);
});

test("the next run does only what is missing", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const declaration = branches(target(place, "a"), target(place, "later/b"));
  await resource.up(declaration, place.real);
  mkdirSync(join(place.directory, "later"));
  const { a } = snapshot(place);
  place.written.length = 0;
  t.deepEqual(await resource.up(declaration, place.real), {
    did: "update",
    changes: [`add applied ${keyOf(place, "later/b")}`],
    reasons: [],
  });
  t.is(snapshot(place)["a"], a);
  t.true(place.written.every((path) => path.includes("later")));
});

test("a file of another resource is taken over with a warning", async (t) => {
  const place = workplace(t);
  const [first, second] = [new DrivenResource(), new DrivenResource()];
  await first.up(branches(target(place, "web.args")), place.real);
  place.messages.length = 0;
  await second.up(branches(target(place, "web.args")), place.real);
  t.is(ownerOf(place, "web.args"), second.id);
  const [warning, ...more] = place.messages.filter(({ kind }) => kind === "warn");
  t.true(warning?.text.includes(first.id));
  t.deepEqual(more, []);
});

test("a record that is left without its file is nobody's obstacle", async (t) => {
  const place = workplace(t);
  const [first, second] = [new DrivenResource(), new DrivenResource()];
  await first.up(branches(target(place, "web.args")), place.real);
  unlinkSync(join(place.directory, "web.args"));
  await second.up(branches(target(place, "web.args")), place.real);
  t.is(ownerOf(place, "web.args"), second.id);
});

test("somebody's notes where the record would stand are not written over", async (t) => {
  const place = workplace(t);
  writeFileSync(join(place.directory, "web.args.pmufilter.json"), "my notes");
  const before = snapshot(place);
  const error = await t.throwsAsync(
    new DrivenResource().up(branches(target(place, "web.args")), place.real),
    { instanceOf: PmuFilterError },
  );
  t.true(error?.message.includes("[FILE_NOT_OURS]"));
  t.deepEqual(snapshot(place), before);
});

test("cancelled before it begins: nothing is done", async (t) => {
  const place = workplace(t);
  const cancelled = { ...place.real, signal: AbortSignal.abort() };
  const error = await t.throwsAsync(
    new DrivenResource().up(branches(target(place, "web.args")), cancelled),
    { instanceOf: PmuFilterError },
  );
  t.true(error.message.includes("[CANCELLED]"));
  t.deepEqual(snapshot(place), {});
});

test("a file that does not read back as it was written is told", async (t) => {
  const place = workplace(t);
  const context = through(place.real, function* (operations) {
    const behind = operations.findIndex(({ op }) => op === "commit") + 1;
    const written = yield operations.slice(0, behind);
    writeFileSync(join(place.directory, "web.args"), "-enable-kvm\n");
    return [...written, ...(yield operations.slice(behind))];
  });
  const resource = new DrivenResource();
  const { reasons } = await resource.up(branches(target(place, "web.args")), context);
  t.true(reasons[0]?.endsWith("[NOT_VERIFIED]"));
  t.is(resource.targets[keyOf(place, "web.args")], "edited", "it was written, and is known");
});
