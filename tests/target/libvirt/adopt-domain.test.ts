import test from "ava";
import { affectedOf, type DeclaredLibvirt } from "../../../provider/declared/domain.ts";
import type { HostAnswer } from "../../../provider/target/host-operation.ts";
import { wrapDomain } from "../../../provider/target/libvirt/domain-edit.ts";
import { libvirtTarget } from "../../../provider/target/libvirt/libvirt-target.ts";
import type { TargetFilter } from "../../../provider/target/target-kind.ts";
import { branches, ran, refused, setBy, statusOf } from "../vm/answers.ts";
import { drive } from "../vm/drive.ts";
import { domainText, otherResource, part, resource, uuid, wrapper } from "./domains.ts";

const target = { libvirt: { domain: "web1" } };
const place = { key: "libvirt:kvm1:web1", host: "kvm1", connection: undefined, target };

const filter: TargetFilter = {
  kvmStruct: branches.struct,
  qemuArguments: [
    "-object",
    '{"qom-type":"kvm-pmu-filter","id":"f0","action":"allow","events":[{"format":"x86-select-umask","select":196,"umask":0}]}',
    "-accel",
    "kvm,pmu-filter=f0",
  ],
};

const allowed = {
  action: "allow",
  entries: [{ select: 0xc4, mask: 0xff, match: 0, exclude: false }],
  fixedCounters: 0,
} as const;

function fingerprintOf(declared: Partial<DeclaredLibvirt>, by = filter): string {
  return libvirtTarget.fingerprint({ libvirt: { ...target.libvirt, ...declared } }, by);
}

const absent: HostAnswer = { kind: "absent" };
const held: HostAnswer = { kind: "condition", held: true };
const off = refused("PROCESS_MISSING");

const file = (text: string): HostAnswer => ({
  kind: "file",
  file: { text, mode: "0644", owner: ["0"], group: ["0"] },
});

/** A domain as libvirt and its files show it. */
interface Shown {
  readonly text?: string;
  readonly active?: string;
  readonly persistent?: string;
  readonly status?: HostAnswer;
  readonly struct?: HostAnswer;
  readonly args?: HostAnswer;
  readonly record?: HostAnswer;
}

const wrapped = wrapDomain(domainText(), part);

/** What is adopted of a domain that was given the filter, and is otherwise as said. */
function adopted({
  text = wrapped,
  active = "",
  persistent = uuid,
  status = off,
  struct = file(`${branches.struct}\n`),
  args = file(`${filter.qemuArguments?.join("\n")}\n`),
  record = recorded(fingerprintOf({})),
}: Shown) {
  const lists = [ran(`${active}\n`), ran(`${persistent}\n`)];
  const looked = [...lists, ran(text), ran(`${uuid}\n`), held, status];
  return drive(libvirtTarget.adopt(place), looked, [struct, args, record]).result;
}

function recorded(fingerprint: string, by = resource): HostAnswer {
  return file(`${JSON.stringify({ pmufilter: 1, resource: by, fingerprint })}\n`);
}

test("a domain's filter is that of its file, and whose it is its metadata say", (t) => {
  const fingerprint = fingerprintOf({});
  const result = adopted({});
  t.like(result, {
    observation: { found: "written", recordOf: resource, fingerprint },
    filter: allowed,
    qemuId: "f0",
  });
  t.deepEqual(result?.target, target);
});

for (const way of [{ config: true }, { config: true, live: true }]) {
  test(`what of a domain is affected is told by its record: ${JSON.stringify(way)}`, (t) => {
    const record = recorded(fingerprintOf(way));
    const status = statusOf({ ...setBy("exec", null, branches.sha256), bytes: branches.struct });
    const result = adopted({ record, active: uuid, status });
    t.deepEqual(result?.target, { libvirt: { ...target.libvirt, ...way } });
    t.like(result?.observation, { found: "written", fingerprint: fingerprintOf(way) });
    t.deepEqual(affectedOf(way), affectedOf(result?.target.libvirt ?? {}));
  });
}

test("a wrapper and a filter that somebody put there are nobody's", (t) => {
  const bare = { kvmStruct: branches.struct };
  const result = adopted({ text: domainText({ path: wrapper }), args: absent, record: absent });
  const fingerprint = fingerprintOf({}, bare);
  t.like(result, { observation: { found: "foreign", fingerprint }, filter: allowed });
  t.is(result?.qemuId, undefined);
});

test("a domain that was edited by hand is adopted as it is", (t) => {
  const struct = file(`${branches.struct.replace("c4", "c5")}\n`);
  const result = adopted({ struct });
  t.like(result?.observation, { found: "edited", recordOf: resource });
  t.like(result?.filter, { entries: [{ select: 0xc5 }] });
});

test("the filter of an arm64 domain is read as such", (t) => {
  const arm64 = { arm64Structs: "08000100000000001100020000000000" };
  const result = adopted({
    text: wrapDomain(domainText({ arch: "aarch64" }), part),
    struct: file(`${arm64.arm64Structs}\n`),
    args: absent,
    record: recorded(fingerprintOf({}, arm64)),
  });
  t.deepEqual(result?.filter, {
    action: "allow",
    ranges: [
      { first: 0x08, last: 0x08 },
      { first: 0x11, last: 0x12 },
    ],
  });
  t.is(result?.observation.found, "written");
});

/** Domains without a wrapper of ours that run with a filter. */
const running: Readonly<Record<string, Shown>> = {
  "that was never prepared": { text: domainText(), struct: absent, record: absent },
  "whose file no wrapper reads": { text: domainText(), record: absent },
  "that is transient": { persistent: "" },
};

for (const [what, shown] of Object.entries(running)) {
  test(`a running domain ${what} is adopted live alone`, (t) => {
    const known = { ...setBy("apply", otherResource, branches.sha256), bytes: branches.struct };
    const result = adopted({ ...shown, active: uuid, status: statusOf(known) });
    t.like(result?.observation, {
      found: "written",
      recordOf: otherResource,
      fingerprint: fingerprintOf({ live: true }),
    });
    t.deepEqual(result?.target, { libvirt: { ...target.libvirt, live: true } });
    t.deepEqual(result?.filter, allowed);
  });
}

/** Domains that there are, without a filter that could be declared. */
const unreadable: Readonly<Record<string, Shown>> = {
  "one that is off and was never prepared": { text: domainText(), struct: absent, record: absent },
  "one that runs without a filter": {
    ...{ text: domainText(), struct: absent, record: absent },
    ...{ active: uuid, status: statusOf() },
  },
  "one whose filter's file is gone": { struct: absent },
  "one whose file holds no filter": { struct: file("no filter\n") },
  "one whose file is empty": { struct: file("") },
  "one with an arm64 filter that is cut off": {
    text: wrapDomain(domainText({ arch: "aarch64" }), part),
    struct: file("0800010000000000110002\n"),
  },
  "a clone, which only has the wrapper": {
    text: wrapDomain(domainText(), { ...part, domain: resource }),
    ...{ struct: absent, args: absent, record: absent },
  },
};

for (const [what, shown] of Object.entries(unreadable)) {
  test(`a domain that is not adopted: ${what}`, (t) => {
    t.throws(() => adopted(shown), { code: "IMPORT_UNREADABLE" });
  });
}

test("a domain that libvirt does not have is not there", (t) => {
  const failed = ran("", 1, "error: failed to get domain\n");
  const skipped: HostAnswer = { kind: "skipped" };
  const gone = [ran("\n"), ran("\n"), failed, failed, { ...held, held: false }, skipped];
  const { result } = drive(libvirtTarget.adopt(place), gone, [ran("other\n")]);
  t.is(result, undefined);
});
