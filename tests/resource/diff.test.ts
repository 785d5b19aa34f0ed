import test from "ava";
import {
  type PropertyObject,
  type PropertyValue,
  unknownValue,
} from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import { previewCreate } from "../../provider/resource/create.ts";
import { connectionsDiffer, diff } from "../../provider/resource/diff.ts";
import { changeText } from "./driven-resource.ts";

const path = "/etc/pmufilter/web.args";
const key = `qemuArgs:localhost:${path}`;
const file = (more: PropertyObject = {}): PropertyObject => ({ qemuArgs: { path, ...more } });
const base: PropertyObject = {
  action: "allow",
  cpus: ["intel"],
  events: [{ name: "branches" }, { select: 0xc5, umask: 0 }],
  fixedCounters: ["cycles"],
  targets: [file()],
};

/** The state that a declaration leaves when all of it was done. */
function stateOf(declaration: PropertyObject, applied: PropertyObject = {}): PropertyObject {
  const outputs = previewCreate(check(declaration).inputs, { dryRun: false, lint: {} });
  return { ...outputs, applied: { ...(outputs["applied"] as PropertyObject), ...applied } };
}

function changesOf(state: PropertyObject, declaration: PropertyObject, dryRun = false) {
  const { inputs, failures } = check(declaration);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
  return diff(state, inputs, { dryRun, lint: {} }).map(changeText);
}

const events = (...list: readonly PropertyValue[]): PropertyObject => ({ events: list });

/** What is declared differently, and the lines of the diff. */
const rows: readonly [what: string, changes: PropertyObject, lines: readonly string[]][] = [
  ["nothing", {}, []],
  ["order", events({ select: 0xc5, umask: 0 }, { name: "branches" }), []],
  [
    "duplicates",
    events({ name: "branches" }, { name: "branches" }, { select: 0xc5, umask: 0 }),
    [],
  ],
  ["spelling", events({ code: "0xC4" }, { select: "0xC5", mask: 255, match: "0x00" }), []],
  ["another name", events({ name: "BR_INST_RETIRED.ALL_BRANCHES" }, { name: "branch-misses" }), []],
  ["cpus that mean the same", { cpus: ["intel", "intel"] }, []],
  ["a fixed counter said twice", { fixedCounters: ["cycles", "cycles"] }, []],
  ["the default id said", { qemuId: "pmu-filter" }, []],
  ["the default dryRun said", { dryRun: false, lint: {} }, []],
  ["the defaults of a file said", { targets: [file({ format: "arguments", mode: "644" })] }, []],
  [
    "the path spelt differently",
    { targets: [{ qemuArgs: { path: `/etc/.${path.slice(4)}` } }] },
    [],
  ],
  [
    "an event more",
    events({ select: 1, umask: 2 }, { name: "branches" }, { select: 0xc5, umask: 0 }),
    ["add entries 01/02"],
  ],
  ["an event less", events({ name: "branches" }), ["delete entries c5/00"]],
  [
    "an event changed",
    events({ name: "branches" }, { select: 0xc5, umask: 1 }),
    ["delete entries c5/00", "add entries c5/01"],
  ],
  [
    "an exact event masked",
    events({ name: "branches" }, { select: 0xc5, mask: 0, match: 0 }),
    ["delete entries c5/00", "add entries c5/00&00"],
  ],
  ["a fixed counter more", { fixedCounters: ["cycles", "slots"] }, ["add entries fixed/3"]],
  [
    "a name that means a fixed counter too",
    events({ name: "instructions" }, { name: "branches" }, { select: 0xc5, umask: 0 }),
    ["add entries c0/00", "add entries fixed/0"],
  ],
  ["the action", { action: "deny" }, ["update action"]],
  ["the id", { qemuId: "f0" }, ["add qemuId"]],
  ["dryRun", { dryRun: true }, ["add dryRun"]],
  ["the mode", { targets: [file({ mode: "0600" })] }, ["add targets 0 qemuArgs mode"]],
  ["the form", { targets: [file({ format: "environment" })] }, ["add targets 0 qemuArgs format"]],
  ["the owner", { targets: [file({ owner: "qemu" })] }, ["add targets 0 qemuArgs owner"]],
  ["a target less", { targets: [] }, [`delete applied ${key}`]],
  [
    "a target more",
    { targets: [{ qemuArgs: { path: "/b" } }, file()] },
    ["add applied qemuArgs:localhost:/b"],
  ],
  [
    "another target",
    { targets: [{ qemuArgs: { path: "/b" } }] },
    [`delete applied ${key}`, "add applied qemuArgs:localhost:/b"],
  ],
  ["the events unknown", { events: unknownValue }, ["update entries"]],
  ["an event unknown", events({ name: "branches" }, unknownValue), ["update entries"]],
  ["the action unknown", { action: unknownValue }, ["update action"]],
  ["the id unknown", { qemuId: unknownValue }, ["add qemuId"]],
  ["the targets unknown", { targets: unknownValue }, ["update applied"]],
  ["a mode unknown", { targets: [file({ mode: unknownValue })] }, ["add targets 0 qemuArgs mode"]],
];

for (const [what, changes, lines] of rows) {
  test(`the diff of: ${what}`, (t) => {
    t.deepEqual(new Set(changesOf(stateOf(base), { ...base, ...changes })), new Set(lines));
  });
}

for (const [place, index] of Object.entries({ "in front": 0, "in the middle": 100, last: 200 })) {
  test(`one event added ${place} of 200 is exactly that one, and so is its removal`, (t) => {
    const many = Array.from({ length: 200 }, (_, index) => ({ select: index, umask: 0x20 }));
    const more = many.toSpliced(index, 0, { select: 0xf0, umask: 1 });
    const [before, after] = [events(...many), events(...more)];
    t.deepEqual(changesOf(stateOf({ ...base, ...before }), { ...base, ...after }), [
      "add entries f0/01",
    ]);
    t.deepEqual(changesOf(stateOf({ ...base, ...after }), { ...base, ...before }), [
      "delete entries f0/01",
    ]);
  });
}

/** What was last observed at the target, and whether a new filter leaves that worth a line. */
const observed: readonly [applied: string, besideFilter: boolean][] = [
  ["missing", true],
  ["edited by hand", true],
  ["taken over by resource 1", true],
  ["not written by pulumi-pmufilter", true],
  ["0123456789abcdef", false],
  ["dry-run 0123456789abcdef", true],
  ["dry-run missing", true],
  ["", true],
];

for (const [applied, besideFilter] of observed) {
  test(`drift in the diff: ${applied || "nothing told"}`, (t) => {
    const line = `update applied ${key}`;
    const state = stateOf(base, { [key]: applied });
    t.deepEqual(changesOf(state, base), [line]);
    t.deepEqual(changesOf(state, base, true), [line]);
    const changed = changesOf(state, { ...base, action: "deny" });
    t.is(changed.includes(line), besideFilter);
    t.true(changed.includes("update action"));
  });
}

test("in a dry run, what a dry run applied is no change, for a real one it is", (t) => {
  const { [key]: wanted } = stateOf(base)["applied"] as PropertyObject;
  const state = stateOf(base, { [key]: `dry-run ${String(wanted)}` });
  t.deepEqual(changesOf(state, base, true), []);
  t.deepEqual(changesOf(state, { ...base, dryRun: true }), ["add dryRun"]);
  t.deepEqual(changesOf(state, base), [`update applied ${key}`]);
});

test("in a dry run, a changed filter hides what a dry run applied before", (t) => {
  const state = stateOf(base, { [key]: "dry-run 0123456789abcdef" });
  t.deepEqual(changesOf(state, { ...base, action: "deny" }, true), ["update action"]);
});

test("a target that a refresh found gone shows as gone, its removal as removal", (t) => {
  const state = stateOf(base, { [key]: "missing" });
  t.deepEqual(changesOf(state, { ...base, targets: [] }), [`delete applied ${key}`]);
});

const connection = { host: "kvm1.example" };
const domain = { connection, libvirt: { domain: "web1" } };
const onKvm2 = { connection: { host: "kvm2.example" }, qemuArgs: { path: "/a" } };

/** Targets as they were and are declared, and the lines of what changes in place there. */
const inPlace: readonly [
  what: string,
  before: readonly PropertyObject[],
  after: readonly PropertyObject[],
  lines: readonly string[],
][] = [
  ["a domain", [domain], [domain], []],
  [
    "what of a domain is affected",
    [domain],
    [{ connection, libvirt: { domain: "web1", live: true } }],
    ["add targets 0 libvirt live"],
  ],
  [
    "the VM of a file, which asks for nothing there",
    [{ connection, qemuArgs: { path: "/a", vm: { name: "web1" } } }],
    [{ connection, qemuArgs: { path: "/a", vm: { pidFile: "/run/web1.pid" } } }],
    ["update targets 0 qemuArgs vm"],
  ],
  [
    "the same path on another host",
    [{ connection, qemuArgs: { path: "/a" } }, onKvm2],
    [onKvm2, { connection, qemuArgs: { path: "/a", mode: "0600" } }],
    ["add targets 1 qemuArgs mode"],
  ],
  [
    "how a host is reached",
    [domain],
    [{ ...domain, connection: { ...connection, user: "root", sudo: true, password: "p" } }],
    [],
  ],
];

for (const [what, before, after, lines] of inPlace) {
  test(`in place: ${what}`, (t) => {
    const state = stateOf({ ...base, targets: before });
    const changes = changesOf(state, { ...base, targets: after });
    t.deepEqual(
      changes.filter((line) => line.includes(" targets ")),
      lines,
    );
  });
}

test("a changed login is one only for whoever keeps no inputs", (t) => {
  const state = stateOf({ ...base, targets: [domain] });
  const { inputs } = check({
    ...base,
    targets: [{ ...domain, connection: { ...connection, user: "root" } }],
  });
  t.deepEqual(diff(state, inputs, { dryRun: false, lint: {} }), []);
  t.true(connectionsDiffer(state, inputs));
  t.false(connectionsDiffer(state, check({ ...base, targets: [domain] }).inputs));
});

test("what a later delete does is a line, what a preview does is none", (t) => {
  const state = stateOf(base);
  t.deepEqual(changesOf(state, { ...base, dropUnreachable: true }), ["add dropUnreachable"]);
  t.deepEqual(changesOf(state, { ...base, dropUnreachable: false }), []);
  t.deepEqual(changesOf(state, { ...base, probe: true }), []);
});
