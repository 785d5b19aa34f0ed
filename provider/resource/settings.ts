import { decode } from "../declared/codec.ts";
import { connectionCodec, type DeclaredConnection } from "../declared/connection.ts";
import { judgeLint, type LintSettings, lintSettingsCodec } from "../declared/lint-settings.ts";
import { object, optional } from "../declared/object.ts";
import type { Problem, Refusal } from "../declared/problem.ts";
import type { PropertyPath } from "../declared/property-path.ts";
import {
  isKnown,
  type Partially,
  type PropertyObject,
  type PropertyValue,
  unknownValue,
} from "../declared/property-value.ts";
import { flag, integer, text } from "../declared/scalar.ts";
import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { Defaults } from "./defaults.ts";
import { connectionSecrets } from "./secrets.ts";

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
    connection: optional(connectionCodec, {
      description:
        "What targets leave out of their connections. With a `host`, targets without a connection are there.",
      byDefault: "none",
    }),
    parallelHosts: optional(integer("parallelHosts", 1, 100), {
      description: "How many hosts are worked on at a time.",
      byDefault: "16",
    }),
    probe: optional(flag, {
      description:
        "Have previews ask the hosts whether their kernels take the filter. Nothing is changed there. Without it a preview asks no host.",
      byDefault: "false",
    }),
    dropUnreachable: optional(flag, {
      description:
        "Forget targets that are to be taken away and whose host cannot be reached, with a warning; what is there stays. The environment variable PMUFILTER_DROP_UNREACHABLE=1 does the same.",
      byDefault: "false",
    }),
  },
  (config) => judgeLint(config["lint"]),
);

/**
 * The ways to the secrets in a configuration: those of its connection, and what is marked.
 *
 * @param marked - what is marked as secret
 */
export function settingSecrets(
  config: PropertyObject,
  marked: readonly PropertyPath[],
): readonly PropertyPath[] {
  const inText = typeof config["connection"] === "string";
  const own = connectionSecrets(asDeclared(config));
  return [...marked, ...(inText && own.length > 0 ? [["connection"]] : own)];
}

/** The settings' names. */
export const settingNames: readonly string[] =
  settingsCodec.shape.kind === "object" ? Object.keys(settingsCodec.shape.properties) : [];

/** The environment variable that asks for a dry run. */
export const dryRunVariable = "PMUFILTER_DRY_RUN";

/** The environment variable that has unreachable hosts dropped. */
export const dropUnreachableVariable = "PMUFILTER_DROP_UNREACHABLE";

/** How many hosts are worked on at a time where nothing else is said: ssh of so many is little work. */
const defaultParallelHosts = 16;

/** What configuration and environment say together. */
export interface Settings extends Defaults {
  readonly dryRun: boolean;
  readonly journal: string | undefined;
  readonly parallelHosts: number;
  readonly probe: boolean;
  readonly dropUnreachable: boolean;
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
  // One setting that is not known yet takes nothing from the others.
  return {
    dryRun: settings.dryRun === true || isAskedFor(dryRunVariable, environment),
    journal: settings.journal === unknownValue ? undefined : settings.journal,
    lint: isKnown<LintSettings>(settings.lint ?? {}) ? ((settings.lint as LintSettings) ?? {}) : {},
    ...connectionOf(settings.connection),
    parallelHosts:
      typeof settings.parallelHosts === "number" ? settings.parallelHosts : defaultParallelHosts,
    probe: settings.probe === true,
    dropUnreachable:
      settings.dropUnreachable === true || isAskedFor(dropUnreachableVariable, environment),
  };
}

/** A preview needs of a connection only the host that it names. */
function connectionOf(
  connection: Partially<DeclaredConnection> | undefined,
): Pick<Settings, "connection" | "hostUnknown"> {
  if (connection === undefined) return {};
  if (connection === unknownValue) return { hostUnknown: true };
  const { host, port } = connection;
  if (host === unknownValue || port === unknownValue) return { hostUnknown: true };
  const known = Object.entries(connection).filter(([, value]) => value !== unknownValue);
  return { connection: Object.fromEntries(known) as DeclaredConnection };
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

function isAskedFor(
  variable: string,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const value = environment[variable] ?? "";
  if (["", "0", "false"].includes(value)) return false;
  if (["1", "true"].includes(value)) return true;
  throw new PmuFilterError(
    "SETTING_INVALID",
    `the environment variable ${variable} is "${value}"`,
    { hint: "Set it to 1 or 0." },
  );
}
