import test from "ava";
import { pmuFilterProperties } from "../../provider/declared/pmu-filter.ts";
import { formatPath, type PropertyPath } from "../../provider/declared/property-path.ts";
import { type PropertyObject, unknownValue } from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import { previewCreate } from "../../provider/resource/create.ts";
import { allSecrets, withoutSecrets } from "../../provider/resource/secrets.ts";
import { computedProperties } from "../../provider/resource/state.ts";

const arm64 = ["arm64Calls", "arm64Structs", "arm64QemuText", "arm64KvmtoolText"];
const filter = ["entries", "fingerprint", "kvmStruct", "warnings", ...arm64];
const object = ["qemuObject", "qemuArguments", "applied"];

/** The secret input, and everything computed that tells something about it. */
const rows: Readonly<Record<string, readonly string[]>> = {
  action: [...filter, ...object],
  cpus: [...filter, ...object],
  presets: [...filter, ...object],
  events: [...filter, ...object],
  fixedCounters: [...filter, ...object],
  qemuId: [...object, "qemuAccel"],
  targets: ["applied", "status"],
  probe: [],
  dropUnreachable: [],
  dryRun: [],
  lint: ["warnings"],
};

test("every input has its row", (t) => {
  t.deepEqual(Object.keys(rows).sort(), Object.keys(pmuFilterProperties).sort());
});

for (const [input, derived] of Object.entries(rows)) {
  test(`secret with ${input}: what is derived from it`, (t) => {
    t.deepEqual([...wholesAmong(allSecrets({}, [[input]]))].sort(), [input, ...derived].sort());
    // Whatever part of it is marked.
    t.deepEqual(allSecrets({}, [[input, 0, "part"]]), allSecrets({}, [[input]]));
  });
}

test("nothing is secret where nothing is", (t) => {
  t.deepEqual(allSecrets(base, []), []);
});

const connections: PropertyObject = {
  connection: { host: "kvm1", password: "p" },
  targets: [
    { qemuArgs: { path: "/a" } },
    { connection: { host: "kvm2", privateKey: "k", user: "u" }, qemuArgs: { path: "/a" } },
    { connection: { password: unknownValue, privateKeyPassword: "p" }, kvm: { name: "a" } },
    unknownValue,
    { connection: unknownValue },
  ],
};
const membersOfConnections = [
  "connection.password",
  "targets[1].connection.privateKey",
  "targets[2].connection.password",
  "targets[2].connection.privateKeyPassword",
];

test("the secret members of connections are secret at their place, marked or not", (t) => {
  for (const marked of [[], [["targets", 1, "connection", "privateKey"]]]) {
    t.deepEqual(allSecrets(connections, marked).map(formatPath), membersOfConnections);
  }
});

for (const marked of [
  ["targets", 1, "connection", "user"],
  ["targets", 1, "connection"],
  ["targets", 0, "qemuArgs", "path"],
  ["targets"],
]) {
  test(`any other secret makes targets secret, and what tells of them: ${marked.join(".")}`, (t) => {
    const secrets = allSecrets(connections, [marked]);
    t.deepEqual(wholesAmong(secrets), new Set(["targets", "applied", "status"]));
  });
}

const base: PropertyObject = {
  action: "allow",
  cpus: ["intel", "amd"],
  events: [{ name: "branches" }],
  fixedCounters: ["cycles"],
  targets: [{ qemuArgs: { path: "/a" } }],
};
const others: PropertyObject = {
  action: "deny",
  cpus: ["intel"],
  events: [{ select: 1, umask: 2 }],
  presets: ["architectural"],
  fixedCounters: [],
  lint: { SELECT_ABOVE_INTEL_WIDTH: "off" },
  qemuId: "f0",
  targets: [{ qemuArgs: { path: "/b" } }],
};

for (const [input, other] of Object.entries(others)) {
  test(`no output depends on ${input} and is not secret with it`, (t) => {
    const changed: PropertyObject = { ...base, [input]: other };
    const [one, two] = [base, changed].map((declaration) =>
      previewCreate(check(declaration).inputs, { dryRun: false, lint: {} }),
    );
    const secrets = wholesAmong(allSecrets(base, [[input]]));
    for (const name of Object.keys(computedProperties).filter((key) => !secrets.has(key))) {
      t.deepEqual(two?.[name], one?.[name], name);
    }
  });
}

/** A secret input, and a declaration of which a failure elsewhere would quote it. */
const quoting: readonly [secret: string, declaration: PropertyObject, quoted: string][] = [
  [
    "fixedCounters",
    {
      action: "allow",
      cpus: ["intel"],
      events: [{ select: 0xc0, umask: 0 }],
      fixedCounters: ["ref-cycles"],
      lint: { ALLOW_WITHOUT_FIXED_TWIN: "error" },
    },
    "ref-cycles",
  ],
  ["cpus", { action: "allow", cpus: ["GNR"], events: [{ name: "brunches" }] }, "GNR"],
  ["events", { action: "allow", cpus: ["GNR"], events: [{ name: "brunches" }] }, "brunches"],
];

for (const [secret, declaration, quoted] of quoting) {
  test(`a failure does not quote the secret ${secret}`, (t) => {
    const checked = check(declaration);
    t.true(checked.failures.some(({ reason }) => reason.includes(quoted)));
    const told = withoutSecrets(checked, allSecrets(declaration, [[secret]]));
    t.is(told.failures.length, checked.failures.length);
    t.false(JSON.stringify(told.failures).includes(quoted));
    t.deepEqual(withoutSecrets(checked, []).failures, checked.failures);
  });
}

/** The properties that are secret as a whole. */
function wholesAmong(secrets: readonly PropertyPath[]): ReadonlySet<string> {
  return new Set(secrets.flatMap(([key, ...rest]) => (rest.length === 0 ? [String(key)] : [])));
}

const secretMembers = [
  { password: "two\nlines" },
  { password: 12_345 },
  { password: ["hunter2"] },
  { privateKey: "hunter2" },
  { privateKey: { text: "hunter2" } },
  { privateKeyPassword: "hunter2\n" },
];

for (const connection of secretMembers) {
  test(`a refusal quotes nothing of it: ${JSON.stringify(connection)}`, (t) => {
    const targets = [{ connection: { host: "a", ...connection }, qemuArgs: { path: "/a" } }];
    const { failures } = check({ ...base, targets });
    t.is(failures.length, 1);
    t.notRegex(JSON.stringify(failures), /hunter2|12345|lines"/);
  });
}

test("nor does a refusal of what should be a connection", (t) => {
  const { failures } = check({ ...base, targets: [{ connection: "root:hunter2@a", kvm: {} }] });
  t.true(failures.length > 0);
  t.notRegex(JSON.stringify(failures), /hunter2/);
});
