import { decode } from "../declared/codec.ts";
import { judgeLint, type LintSettings, lintSettingsCodec } from "../declared/lint-settings.ts";
import { object, optional } from "../declared/object.ts";
import type { Problem, Refusal } from "../declared/problem.ts";
import {
  isKnown,
  type PropertyObject,
  type PropertyValue,
  unknownValue,
} from "../declared/property-value.ts";
import { flag, text } from "../declared/scalar.ts";
import { PmuFilterError } from "../errors/pmu-filter-error.ts";

/** The provider's configuration. */
export const settingsCodec = object(
  "Settings",
  "The provider's configuration.",
  {
    dryRun: optional(flag, {
      description:
        "Record in the journal what would be done, and change nothing else. The environment variable PMUFILTER_DRY_RUN=1 does the same.",
      byDefault: "false",
    }),
    journal: optional(text(judgeJournal), {
      description: "The dry-run journal's path, from the directory of Pulumi.yaml.",
      byDefault: "`.pmufilter/journal.jsonl`",
    }),
    lint: optional(lintSettingsCodec, {
      description:
        "By rule of docs/lint.md, `off`, `warn` or `error`, for every PmuFilter that does not say otherwise.",
      byDefault: "as docs/lint.md says",
    }),
  },
  (config) => judgeLint(config["lint"]),
);

/** The environment variable that asks for a dry run. */
export const dryRunVariable = "PMUFILTER_DRY_RUN";

/** What configuration and environment say together. */
export interface Settings {
  readonly dryRun: boolean;
  readonly journal: string | undefined;
  readonly lint: LintSettings;
}

function judgeJournal(path: string): Refusal | undefined {
  return path !== "" && !path.endsWith("/")
    ? undefined
    : {
        code: "PATH_INVALID",
        message: `"${path}" names no file`,
        hint: "Name one, or leave it out.",
      };
}

/** What is wrong with a configuration; unknown values are not judged. */
export function judgeSettings(config: PropertyObject): readonly Problem[] {
  return decode(settingsCodec, asDeclared(config)).problems;
}

/**
 * The settings in force.
 *
 * @throws PmuFilterError SETTING_INVALID
 */
export function readSettings(
  config: PropertyObject,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const { value, problems } = decode(settingsCodec, asDeclared(config));
  const [first] = problems;
  if (first !== undefined) {
    throw new PmuFilterError(
      "SETTING_INVALID",
      `configuration pmufilter:${first.path.join(".")} ${first.message}`,
      first.hint === undefined ? {} : { hint: first.hint },
    );
  }
  const settings = value === undefined || value === unknownValue ? {} : value;
  return {
    dryRun: settings.dryRun === true || dryRunAskedBy(environment),
    // One setting that is not known yet takes nothing from the other.
    journal: settings.journal === unknownValue ? undefined : settings.journal,
    lint: isKnown<LintSettings>(settings.lint ?? {}) ? ((settings.lint as LintSettings) ?? {}) : {},
  };
}

/** Pulumi hands configuration over as text, and properties of its own among it. */
function asDeclared(config: PropertyObject): PropertyObject {
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => !key.startsWith("__") && key !== "version" && key !== "pluginDownloadURL")
      .map(([key, value]) => [key, key === "journal" ? value : fromText(value)]),
  );
}

function fromText(value: PropertyValue): PropertyValue {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as PropertyValue;
  } catch {
    return value;
  }
}

function dryRunAskedBy(environment: Readonly<Record<string, string | undefined>>): boolean {
  const value = environment[dryRunVariable] ?? "";
  if (["", "0", "false"].includes(value)) return false;
  if (["1", "true"].includes(value)) return true;
  throw new PmuFilterError(
    "SETTING_INVALID",
    `the environment variable ${dryRunVariable} is "${value}"`,
    { hint: "Set it to 1 or 0." },
  );
}
