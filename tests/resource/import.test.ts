import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { isPropertyObject, type PropertyObject } from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import { type Imported, importFilter } from "../../provider/resource/import.ts";
import { recordPath } from "../../provider/target/qemu-args/record.ts";
import { branches } from "./declarations.ts";
import { DrivenResource } from "./driven-resource.ts";
import { args, json } from "./foreign-file.ts";
import {
  keyOf,
  ownerOf,
  snapshot,
  target,
  textOf,
  type Workplace,
  workplace,
} from "./workplace.ts";

/** Imports a file that somebody else wrote, and checks that nothing was written. */
async function imported(
  t: ExecutionContext,
  place: Workplace,
  text: string,
  mode = 0o644,
): Promise<Imported> {
  const path = join(place.directory, "web.args");
  writeFileSync(path, text);
  chmodSync(path, mode);
  const before = snapshot(place);
  const result = await importFilter(keyOf(place, "web.args"), place.real);
  t.deepEqual(snapshot(place), before);
  if (result === undefined) throw new Error("the file is not there");
  return result;
}

/** The declared part of inputs. */
function declaredOf({ entries: _, applied: __, ...declared }: PropertyObject): PropertyObject {
  return declared;
}

/** Texts that somebody else may have written, and what is declared of them besides the target. */
const texts: readonly [
  what: string,
  text: string,
  declared: PropertyObject,
  file?: PropertyObject,
][] = [
  [
    "arguments",
    args,
    {
      action: "deny",
      qemuId: "f0",
      events: [{ select: "0xc4", umask: "0x0" }],
      fixedCounters: ["instructions", "cycles"],
    },
  ],
  [
    "the environment form, with a comment of one's own",
    `# mine\nPMU_FILTER_ACCEL='kvm,pmu-filter=pmu-filter'\nPMU_FILTER_OBJECT='${json.replace("f0", "pmu-filter")}'\n`,
    {
      action: "deny",
      events: [{ select: "0xc4", umask: "0x0" }],
      fixedCounters: ["instructions", "cycles"],
    },
    { format: "environment" },
  ],
  [
    "JSON with white space, -accel first",
    `-accel\nkvm,pmu-filter=f0\n-object\n${json.replaceAll(",", " , ").replaceAll(":", ":\t")}`,
    {
      action: "deny",
      qemuId: "f0",
      events: [{ select: "0xc4", umask: "0x0" }],
      fixedCounters: ["instructions", "cycles"],
    },
  ],
  [
    "raw codes of AMD, one of them twice",
    args.replace(
      /"x86-fixed.*\]/,
      '"events":[{"format":"raw","code":4294967584},{"format":"raw","code":4294967584}]',
    ),
    { action: "deny", qemuId: "f0", events: [{ select: "0x120", umask: "0x1" }] },
  ],
  [
    "masked entries",
    args.replace(
      /"x86-fixed.*\]/,
      '"events":[{"format":"x86-masked-entry","select":208,"match":4,"mask":124,"exclude":false},{"format":"x86-masked-entry","select":208,"match":255,"mask":255,"exclude":true},{"format":"x86-masked-entry","select":196,"match":1,"mask":255,"exclude":false}]',
    ),
    {
      action: "deny",
      qemuId: "f0",
      events: [
        { select: "0xc4", umask: "0x1" },
        { select: "0xd0", mask: "0x7c", match: "0x4" },
        { select: "0xd0", mask: "0xff", match: "0xff", exclude: true },
      ],
    },
  ],
  [
    "a bitmap alone",
    args.replace(/"x86-fixed.*\]/, '"x86-fixed-counter":12'),
    { action: "deny", qemuId: "f0", fixedCounters: ["ref-cycles", "slots"] },
  ],
];

for (const [what, text, declared, file = {}] of texts) {
  test(`imported: ${what}`, async (t) => {
    const place = workplace(t);
    const { inputs, properties, id } = await imported(t, place, text);
    t.deepEqual(declaredOf(inputs), { ...declared, targets: [target(place, "web.args", file)] });
    t.deepEqual(check(inputs), {
      inputs,
      failures: [],
      warnings: properties["warnings"] as string[],
    });

    const resource = new DrivenResource();
    [resource.id, resource.state] = [id, properties];
    const key = keyOf(place, "web.args");
    t.deepEqual(resource.targets, { [key]: "adopted" });
    t.like(await resource.up(declaredOf(inputs), place.real), { did: "nothing" });
    await resource.refresh(place.real);
    t.like(await resource.up(declaredOf(inputs), place.real), { did: "nothing" });

    await resource.up({ ...declaredOf(inputs), action: "allow" }, place.real);
    t.deepEqual(resource.targets, { [key]: "applied" });
    t.is(ownerOf(place, "web.args"), id, "the record comes with the next change");
  });
}

test("another mode than the default is declared", async (t) => {
  const place = workplace(t);
  const { inputs, properties, id } = await imported(t, place, args, 0o640);
  const [file] = inputs["targets"] as readonly PropertyObject[];
  t.deepEqual(file, target(place, "web.args", { mode: "0640" }));
  const resource = new DrivenResource();
  [resource.id, resource.state] = [id, properties];
  t.like(await resource.up(declaredOf(inputs), place.real), { did: "nothing" });
});

test("an adopted file that is edited afterwards shows it, and is put right", async (t) => {
  const place = workplace(t);
  const { inputs, properties, id } = await imported(t, place, args);
  const resource = new DrivenResource();
  [resource.id, resource.state] = [id, properties];
  writeFileSync(join(place.directory, "web.args"), "-enable-kvm\n");
  await resource.refresh(place.real);
  t.deepEqual(resource.targets, { [keyOf(place, "web.args")]: "edited" });
  t.like(await resource.up(declaredOf(inputs), place.real), { did: "update", reasons: [] });
  t.is(textOf(place, "web.args"), args);
});

test("a resource's own file comes back under its own id, as if it had never been away", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  const declaration = branches(target(place, "web.args", { format: "environment", mode: "0600" }));
  await resource.up(declaration, place.real);
  const result = await importFilter(keyOf(place, "web.args"), place.real);
  t.is(result?.id, resource.id);
  const again = new DrivenResource();
  [again.id, again.state] = [resource.id, result?.properties];
  t.deepEqual(again.applied, resource.applied);
  t.deepEqual(again.targets, { [keyOf(place, "web.args")]: "applied" });
  t.like(await again.up(declaration, place.real), { did: "nothing" });
});

test("a resource's own file that was edited is imported as it is, and shows the edit", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "web.args")), place.real);
  const edited = (textOf(place, "web.args") ?? "").replace("196", "195");
  writeFileSync(join(place.directory, "web.args"), edited);
  const result = await importFilter(keyOf(place, "web.args"), place.real);
  t.is(result?.id, resource.id);
  const entries = result?.inputs["entries"];
  t.true(isPropertyObject(entries) && "c3/00" in entries);
  t.deepEqual(result?.properties["applied"], { [keyOf(place, "web.args")]: "edited by hand" });
});

test("bits of fixed counters that do not exist are left out with a warning", async (t) => {
  const place = workplace(t);
  const { inputs } = await imported(t, place, args.replace('counter":3', 'counter":19'));
  t.deepEqual(inputs["fixedCounters"], ["instructions", "cycles"]);
  t.is(place.messages.at(-1)?.kind, "warn");
});

test("no host in the import id means this machine", async (t) => {
  const place = workplace(t);
  writeFileSync(join(place.directory, "web.args"), args);
  const id = keyOf(place, "web.args").replace(":localhost:", "::");
  const result = await importFilter(id, place.real);
  t.deepEqual(Object.keys(result?.properties["status"] ?? {}), [keyOf(place, "web.args")]);
});

test("a dry import looks into the journal", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  writeFileSync(join(place.directory, "web.args"), args);
  t.is(await importFilter(keyOf(place, "web.args"), place.dry), undefined);
  await resource.up(branches(target(place, "web.args")), place.dry);
  const result = await importFilter(keyOf(place, "web.args"), place.dry);
  t.is(result?.id, resource.id);
  t.deepEqual(result?.properties["applied"], resource.applied);
});

test("a broken record makes a file somebody's, to be adopted under a new id", async (t) => {
  const place = workplace(t);
  const resource = new DrivenResource();
  await resource.up(branches(target(place, "web.args")), place.real);
  writeFileSync(recordPath(join(place.directory, "web.args")), "{}");
  const result = await importFilter(keyOf(place, "web.args"), place.real);
  t.not(result?.id, resource.id);
  t.like(result?.properties["status"], { [keyOf(place, "web.args")]: { state: "adopted" } });
});
