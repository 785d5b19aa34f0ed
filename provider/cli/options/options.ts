import type { Cpu } from "../../catalog/cpu.ts";
import { nearest } from "../../errors/nearest.ts";
import type { EventBits } from "../../filter/arm64/event-space.ts";
import { lintCodes, type Severity, severities } from "../../filter/lint/lint-rules.ts";
import { type InputForm, inputForms } from "../input/input-form.ts";
import { cpusOfOptions, type HostTexts } from "./cpu-option.ts";
import type { OptionName } from "./option-table.ts";
import type { ParsedArguments } from "./parse-arguments.ts";
import { usageError } from "./usage-error.ts";

/** The options' values. */
export interface Options {
  readonly from?: InputForm;
  readonly resource?: string;
  /** Absent where none was given: the filter's own hold then. */
  readonly cpus?: readonly Cpu[];
  readonly lint: Readonly<Record<string, Severity>>;
  readonly bits: EventBits;
  readonly to?: string;
  /** Whether the events are expected to count. */
  readonly expect?: boolean;
  readonly maxWarnings?: number;
  readonly listCpus: boolean;
  readonly json: boolean;
}

/**
 * Reads the options' values.
 *
 * @throws {PmuFilterError} USAGE_INVALID, CPU_UNKNOWN.
 */
export function optionsOf({ values }: ParsedArguments, host: HostTexts): Options {
  const last = (name: OptionName) => values.get(name)?.at(-1);
  const from = choice("--from", last("from"), Object.keys(inputForms)) as InputForm | undefined;
  const expect = choice("--expect", last("expect"), ["count", "no-count"]);
  const cpus = cpusOfOptions(values.get("cpu") ?? [], host);
  const resource = last("resource");
  const to = last("to");
  const maxWarnings = wholeNumber("--max-warnings", last("max-warnings"));
  return {
    ...(from !== undefined && { from }),
    ...(resource !== undefined && { resource }),
    ...(cpus.length > 0 && { cpus }),
    lint: Object.fromEntries((values.get("lint") ?? []).map(lintSetting)),
    bits: choice("--bits", last("bits"), ["10", "16"]) === "10" ? 10 : 16,
    ...(to !== undefined && { to }),
    ...(expect !== undefined && { expect: expect === "count" }),
    ...(maxWarnings !== undefined && { maxWarnings }),
    listCpus: values.has("cpus"),
    json: values.has("json"),
  };
}

/**
 * The value if it is one of those that an option takes; undefined if the option was not given.
 *
 * @throws {PmuFilterError} USAGE_INVALID
 */
export function choice<V extends string>(
  option: string,
  value: string | undefined,
  values: readonly V[],
): V | undefined {
  if (value === undefined) return undefined;
  const found = values.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  const [guess] = nearest(value, values);
  const hint = guess === undefined ? `It takes ${values.join(", ")}.` : `Did you mean ${guess}?`;
  throw usageError(`${option} does not take "${value}".`, hint);
}

function lintSetting(setting: string): [string, Severity] {
  const [rule = "", severity] = setting.split("=");
  const code = ruleNamed(rule);
  if (severity !== undefined) {
    return [code, choice(`--lint ${code}=`, severity, severities) ?? "warn"];
  }
  throw usageError(`--lint ${rule} sets nothing.`, `Write --lint ${rule}=off, =warn or =error.`);
}

function ruleNamed(rule: string): string {
  if ((lintCodes as readonly string[]).includes(rule)) return rule;
  const [guess] = nearest(rule, lintCodes);
  throw usageError(
    `--lint names no rule "${rule}".`,
    guess === undefined ? "docs/lint.md lists the rules." : `Did you mean ${guess}?`,
  );
}

function wholeNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw usageError(`${option} does not take "${value}".`, "It takes a number, 0 or more.");
}
