import test from "ava";
import { pmuFilterProperties } from "../../provider/declared/pmu-filter.ts";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import { previewCreate } from "../../provider/resource/create.ts";
import { withDerivedSecrets, withoutSecrets } from "../../provider/resource/secrets.ts";
import { computedProperties } from "../../provider/resource/state.ts";

const arm64 = ["arm64Calls", "arm64QemuText", "arm64KvmtoolText"];
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
  dryRun: [],
  lint: ["warnings"],
};

test("every input has its row", (t) => {
  t.deepEqual(Object.keys(rows).sort(), Object.keys(pmuFilterProperties).sort());
});

for (const [input, derived] of Object.entries(rows)) {
  test(`secret with ${input}: what is derived from it`, (t) => {
    const secrets = withDerivedSecrets(new Set([input]));
    t.deepEqual([...secrets].sort(), [input, ...derived].sort());
  });
}

test("nothing is secret where nothing is", (t) => {
  t.deepEqual(withDerivedSecrets(new Set()), new Set());
});

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
    const secrets = withDerivedSecrets(new Set([input]));
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
    const told = withoutSecrets(checked, withDerivedSecrets(new Set([secret])));
    t.is(told.failures.length, checked.failures.length);
    t.false(JSON.stringify(told.failures).includes(quoted));
    t.deepEqual(withoutSecrets(checked, new Set()).failures, checked.failures);
  });
}
