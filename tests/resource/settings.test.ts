import test from "ava";
import type { LintSettings } from "../../provider/declared/lint-settings.ts";
import { type PropertyObject, unknownValue } from "../../provider/declared/property-value.ts";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";
import { judgeSettings, readSettings } from "../../provider/resource/settings.ts";

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
    t.deepEqual(readSettings(config, environment), { dryRun, journal, lint });
    t.deepEqual(judgeSettings(config), []);
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

for (const value of ["yes", "2", "TRUE", " 1"]) {
  test(`refused in the environment: ${JSON.stringify(value)}`, (t) => {
    const error = t.throws(() => readSettings({}, { PMUFILTER_DRY_RUN: value }), {
      instanceOf: PmuFilterError,
    });
    t.is(error.code, "SETTING_INVALID");
    t.not(error.hint, undefined);
  });
}

function shown(settings: PropertyObject): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key} ${value === unknownValue ? "unknown" : JSON.stringify(value)}`)
    .join(", ");
}
