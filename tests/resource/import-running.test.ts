import test, { type ExecutionContext } from "ava";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { importFilter } from "../../provider/resource/import.ts";
import type { HostAnswer } from "../../provider/target/host-operation.ts";
import { wrapDomain } from "../../provider/target/libvirt/domain-edit.ts";
import { libvirtTarget } from "../../provider/target/libvirt/libvirt-target.ts";
import { domainText, emulator, uuid } from "../target/libvirt/domains.ts";
import {
  branches,
  cleared,
  other,
  own,
  ran,
  refused,
  setBy,
  statusOf,
} from "../target/vm/answers.ts";
import { DrivenResource } from "./driven-resource.ts";
import { through } from "./host-exchanges.ts";
import { workplace } from "./workplace.ts";

/** Imports from a host that gives these answers, exchange by exchange, as often as it is asked. */
async function imported(
  t: ExecutionContext,
  importId: string,
  ...exchanges: readonly (readonly HostAnswer[])[]
) {
  const place = workplace(t);
  let asked = 0;
  // biome-ignore lint/correctness/useYield: what it is asked never gets to a host.
  const context = through(place.real, function* () {
    const answers = exchanges[asked % exchanges.length];
    asked += 1;
    return answers ?? [];
  });
  const result = await importFilter(importId, context);
  if (result === undefined) throw new Error("it is not there");
  const resource = new DrivenResource();
  [resource.id, resource.state] = [result.id, result.properties];
  const { entries: _, applied: __, ...declared } = result.inputs;
  return { resource, declared, context, messages: place.messages };
}

const key = "kvm:kvm1:name=web1";
const inVm = (owner: string | null, { struct, sha256 }: typeof cleared = branches) => [
  statusOf({ ...setBy("apply", owner, sha256), bytes: struct }),
];
const allow: PropertyObject = { action: "allow", events: [{ select: "0xc4", umask: "0x0" }] };
const vm: PropertyObject = { connection: { host: "kvm1" }, kvm: { name: "web1" } };

test("a resource's VM comes back under its id, and nothing changes", async (t) => {
  const { resource, declared, context, messages } = await imported(t, key, inVm(own));
  t.is(resource.id, own);
  t.is(messages.at(-1)?.kind, "warn", "another stack may have it");
  t.deepEqual(declared, { ...allow, targets: [vm] });
  t.deepEqual(resource.targets, { [key]: "applied" });
  t.like(await resource.up(declared, context), { did: "nothing" });
  await resource.refresh(context);
  t.like(await resource.up(declared, context), { did: "nothing" });
});

test("a VM's filter that is nobody's is adopted under a new id, and nothing changes", async (t) => {
  const { resource, declared, context, messages } = await imported(t, key, inVm(null));
  t.false([own, other].includes(resource.id));
  t.deepEqual(messages, []);
  t.deepEqual(resource.targets, { [key]: "adopted" });
  await resource.refresh(context);
  t.like(await resource.up(declared, context), { did: "nothing" });
});

/** The same filter as a masked entry: its struct is another one. */
const masked = {
  struct: `${branches.struct.slice(0, 24)}01${branches.struct.slice(26, 64)}c4000000000000ff`,
  sha256: "0".repeat(64),
};

test("a filter in another form than ours is said to be set anew", async (t) => {
  const { resource, declared, context, messages } = await imported(t, key, inVm(null, masked));
  t.deepEqual(declared["events"], allow["events"]);
  t.deepEqual(
    messages.map(({ kind }) => kind),
    ["warn"],
  );
  t.deepEqual(resource.targets, { [key]: "adopted" });
  t.like(await resource.up(declared, context), { changes: [`update applied ${key}`] });
});

test("the ways to say the place of an import come to the same", async (t) => {
  const uuids = [uuid, uuid.toUpperCase()].map((each) => `kvm:kvm1:uuid=${each}`);
  for (const id of uuids) {
    const { resource, declared } = await imported(t, id, inVm(own));
    t.deepEqual(declared["targets"], [{ connection: { host: "kvm1" }, kvm: { uuid } }]);
    t.deepEqual(resource.targets, { [`kvm:kvm1:uuid=${uuid}`]: "applied" });
  }
});

const file = (text: string): HostAnswer => ({
  kind: "file",
  file: { text, mode: "0644", owner: ["0"], group: ["0"] },
});

/** A domain that was given a filter, and is off. */
function domain(arch: string, struct: string, text?: string): readonly (readonly HostAnswer[])[] {
  const args = text === undefined ? undefined : ["-object", text, "-accel", "kvm,pmu-filter=f0"];
  const filter = arch === "x86_64" ? { kvmStruct: struct } : { arm64Structs: struct };
  const fingerprint = libvirtTarget.fingerprint(
    { libvirt: { domain: "web1" } },
    { ...filter, ...(args && { qemuArguments: args }) },
  );
  const part = { resource: own, domain: uuid, emulator };
  const xml = wrapDomain(domainText({ arch }), part);
  const held: HostAnswer = { kind: "condition", held: true };
  const lists = [ran("\n"), ran(`${uuid}\n`)];
  return [
    [...lists, ran(xml), ran(`${uuid}\n`), held, refused("PROCESS_MISSING")],
    [
      file(`${struct}\n`),
      args === undefined ? { kind: "absent" } : file(`${args.join("\n")}\n`),
      file(`${JSON.stringify({ pmufilter: 1, resource: own, fingerprint })}\n`),
    ],
  ];
}

const object =
  '{"qom-type":"kvm-pmu-filter","id":"f0","action":"allow","events":[{"format":"x86-select-umask","select":196,"umask":0}]}';

const domains: readonly [string, string, string, string | undefined, PropertyObject][] = [
  ["with a filter", "x86_64", branches.struct, object, { ...allow, qemuId: "f0" }],
  ["with a filter that denies nothing", "x86_64", cleared.struct, undefined, { action: "deny" }],
  [
    "of arm64",
    "aarch64",
    "08000100000000001100020000000000",
    undefined,
    { action: "allow", events: [{ first: "0x8" }, { first: "0x11", last: "0x12" }] },
  ],
  [
    "of arm64 with a filter that allows nothing",
    "aarch64",
    "0000000000000000",
    undefined,
    { action: "allow", cpus: ["arm64"] },
  ],
];

for (const [what, arch, struct, text, filter] of domains) {
  test(`a domain ${what} comes back, and nothing changes`, async (t) => {
    const { resource, declared, context } = await imported(
      t,
      "libvirt:kvm1:web1",
      ...domain(arch, struct, text),
    );
    t.is(resource.id, own);
    const target = { connection: { host: "kvm1" }, libvirt: { domain: "web1" } };
    t.deepEqual(declared, { ...filter, targets: [target] });
    t.deepEqual(resource.targets, { "libvirt:kvm1:web1": "applied" });
    t.like(await resource.up(declared, context), { did: "nothing" });
    await resource.refresh(context);
    t.like(await resource.up(declared, context), { did: "nothing" });
  });
}
