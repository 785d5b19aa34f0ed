import test from "ava";
import type { LintSettings } from "../../provider/declared/lint-settings.ts";
import { formatPath } from "../../provider/declared/property-path.ts";
import { type PropertyObject, unknownValue } from "../../provider/declared/property-value.ts";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";
import {
  judgeSettings,
  readSettings,
  type Settings,
  settingSecrets,
} from "../../provider/resource/settings.ts";

type Environment = Readonly<Record<string, string>>;
const dry: Environment = { PMUFILTER_DRY_RUN: "1" };

/** Configuration, environment, and what they come to. */
const rows: readonly [
  PropertyObject,
  Environment,
  dryRun: boolean,
  journal?: string | undefined,
  lint?: LintSettings,
][] = [
  [{}, {}, false],
  [{ dryRun: true }, {}, true],
  [{ dryRun: "true" }, {}, true],
  [{ dryRun: false }, {}, false],
  [{ dryRun: "false" }, {}, false],
  [{ dryRun: null, journal: null }, {}, false],
  [{}, dry, true],
  [{ dryRun: false }, dry, true],
  [{}, { PMUFILTER_DRY_RUN: "true" }, true],
  [{ dryRun: true }, { PMUFILTER_DRY_RUN: "0" }, true],
  [{}, { PMUFILTER_DRY_RUN: "0" }, false],
  [{}, { PMUFILTER_DRY_RUN: "false" }, false],
  [{}, { PMUFILTER_DRY_RUN: "" }, false],
  [{ journal: "a/b.jsonl" }, {}, false, "a/b.jsonl"],
  [{ journal: "/a", dryRun: "true", version: "0.1.0", pluginDownloadURL: "x" }, {}, true, "/a"],
  [{ __internal: { a: 1 }, __pulumi: "x" }, {}, false],
  [{ dryRun: unknownValue }, {}, false],
  [{ dryRun: unknownValue }, dry, true],
  [{ dryRun: true, journal: unknownValue }, {}, true],
  [{ dryRun: unknownValue, journal: "/a" }, {}, false, "/a"],
  [{ lint: { FILTER_EMPTY: "off" } }, {}, false, undefined, { FILTER_EMPTY: "off" }],
  [{ lint: '{"FILTER_EMPTY":"error"}' }, {}, false, undefined, { FILTER_EMPTY: "error" }],
  [{ lint: { FILTER_EMPTY: unknownValue } }, {}, false],
];

for (const [index, [config, environment, dryRun, journal, lint = {}]] of rows.entries()) {
  test(`settings ${index}: ${shown({ ...config, ...environment })}`, (t) => {
    t.like(readSettings(config, environment), { dryRun, journal, lint });
    t.deepEqual(judgeSettings(config), []);
  });
}

const nothingSaid = { parallelHosts: 16, probe: false, dropUnreachable: false };

/** What is said of hosts, and what it comes to. */
const hosts: readonly [PropertyObject, Environment, Partial<Settings>][] = [
  [{}, {}, {}],
  [{ parallelHosts: 1 }, {}, { parallelHosts: 1 }],
  [{ parallelHosts: "100" }, {}, { parallelHosts: 100 }],
  [{ parallelHosts: unknownValue }, {}, {}],
  [{ probe: true }, {}, { probe: true }],
  [{ probe: "true" }, {}, { probe: true }],
  [{ probe: unknownValue }, {}, {}],
  [{ dropUnreachable: true }, {}, { dropUnreachable: true }],
  [{}, { PMUFILTER_DROP_UNREACHABLE: "1" }, { dropUnreachable: true }],
  [{ dropUnreachable: false }, { PMUFILTER_DROP_UNREACHABLE: "0" }, {}],
  [{ connection: { host: "kvm1", port: 22 } }, {}, { connection: { host: "kvm1", port: 22 } }],
  [{ connection: '{"user":"root"}' }, {}, { connection: { user: "root" } }],
  [{ connection: unknownValue }, {}, { hostUnknown: true }],
  [{ connection: { host: unknownValue } }, {}, { hostUnknown: true }],
  [{ connection: { host: "kvm1", port: unknownValue } }, {}, { hostUnknown: true }],
  [{ connection: { host: "kvm1", password: unknownValue } }, {}, { connection: { host: "kvm1" } }],
];

for (const [index, [config, environment, said]] of hosts.entries()) {
  test(`settings of hosts ${index}: ${shown({ ...config, ...environment })}`, (t) => {
    const { dryRun: _, journal: __, lint: ___, ...settings } = readSettings(config, environment);
    t.deepEqual(settings, { ...nothingSaid, ...said });
    t.deepEqual(judgeSettings(config), []);
  });
}

const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----\n";

/** A configuration, what is marked in it, and what is secret. */
const secrets: readonly [PropertyObject, marked: readonly string[], readonly string[]][] = [
  [{}, [], []],
  [{ connection: { host: "a" } }, [], []],
  [{ connection: { host: "a", password: "p" } }, [], ["connection.password"]],
  [
    { connection: { privateKey: key, privateKeyPassword: unknownValue } },
    [],
    ["connection.privateKey", "connection.privateKeyPassword"],
  ],
  [{ connection: '{"password":"p"}' }, [], ["connection"]],
  [{ connection: '{"host":"a"}' }, [], []],
  [{ journal: "/a" }, ["journal"], ["journal"]],
];

for (const [index, [config, marked, expected]] of secrets.entries()) {
  test(`secret settings ${index}: ${shown(config)}`, (t) => {
    const paths = settingSecrets(
      config,
      marked.map((name) => [name]),
    );
    t.deepEqual(paths.map(formatPath), [...expected]);
  });
}

const bad: readonly [PropertyObject, readonly string[]][] = [
  [{ dryRun: "yes" }, ["dryRun TYPE_WRONG"]],
  [{ dryRun: 1 }, ["dryRun TYPE_WRONG"]],
  [{ journal: 1 }, ["journal TYPE_WRONG"]],
  [{ lint: "off" }, ["lint TYPE_WRONG"]],
  [{ lint: { FILTER_EMPTI: "off" } }, ["lint.FILTER_EMPTI LINT_RULE_UNKNOWN"]],
  [{ lint: { FILTER_EMPTY: "on" } }, ["lint.FILTER_EMPTY VALUE_NOT_LISTED"]],
  [{ dryrun: true }, ["dryrun PROPERTY_UNKNOWN"]],
  [{ parallelHosts: 0 }, ["parallelHosts NUMBER_OUT_OF_RANGE"]],
  [{ parallelHosts: 101 }, ["parallelHosts NUMBER_OUT_OF_RANGE"]],
  [{ parallelHosts: 1.5 }, ["parallelHosts TYPE_WRONG"]],
  [{ connection: "kvm1" }, ["connection TYPE_WRONG"]],
  [{ connection: { hosts: "kvm1" } }, ["connection.hosts PROPERTY_UNKNOWN"]],
  [{ probe: "yes" }, ["probe TYPE_WRONG"]],
  [
    { dryRun: "yes", journal: [], host: "a" },
    ["dryRun TYPE_WRONG", "host PROPERTY_UNKNOWN", "journal TYPE_WRONG"],
  ],
];

for (const [config, problems] of bad) {
  test(`refused: ${JSON.stringify(config)}`, (t) => {
    t.deepEqual(
      judgeSettings(config)
        .map(({ path, code }) => `${path.join(".")} ${code}`)
        .sort(),
      problems,
    );
    const error = t.throws(() => readSettings(config, {}), { instanceOf: PmuFilterError });
    t.is(error.code, "SETTING_INVALID");
  });
}

for (const variable of ["PMUFILTER_DRY_RUN", "PMUFILTER_DROP_UNREACHABLE"]) {
  for (const value of ["yes", "2", "TRUE", " 1"]) {
    test(`refused in the environment: ${variable}=${JSON.stringify(value)}`, (t) => {
      const error = t.throws(() => readSettings({}, { [variable]: value }), {
        instanceOf: PmuFilterError,
      });
      t.is(error.code, "SETTING_INVALID");
      t.not(error.hint, undefined);
    });
  }
}

function shown(settings: PropertyObject): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key} ${value === unknownValue ? "unknown" : JSON.stringify(value)}`)
    .join(", ");
}
