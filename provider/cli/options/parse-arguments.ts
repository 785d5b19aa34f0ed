import { parseArgs } from "node:util";
import { nearest } from "../../errors/nearest.ts";
import { type Option, type OptionName, optionTable } from "./option-table.ts";
import { usageError } from "./usage-error.ts";

/** Arguments taken apart: the options' values in their order, a flag's being empty, and the rest. */
export interface ParsedArguments {
  readonly values: ReadonlyMap<OptionName, readonly string[]>;
  readonly operands: readonly string[];
}

/**
 * Takes arguments apart by the options that a command knows.
 *
 * @param command - for messages; undefined where there is none yet
 * @throws {PmuFilterError} USAGE_INVALID
 */
export function parseArguments(
  args: readonly string[],
  known: readonly OptionName[],
  command?: string,
): ParsedArguments {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(known.map((name) => [name, declared(optionTable[name])])),
    // Node's own messages know nothing of commands: the tokens are judged below.
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<OptionName, readonly string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const name = known.find((candidate) => candidate === token.name);
    if (name === undefined) throw unknownOption(token.rawName, known, command);
    const value = checkedValue(token.rawName, optionTable[name], token.value, token.inlineValue);
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return { values, operands };
}

function declared({ value, short }: Option) {
  return {
    type: value === undefined ? ("boolean" as const) : ("string" as const),
    multiple: true,
    ...(short !== undefined && { short }),
  };
}

function checkedValue(
  name: string,
  option: Option,
  value: string | undefined,
  inline: boolean | undefined,
): string {
  if (option.value === undefined) {
    if (value === undefined) return "";
    throw usageError(`${name} takes no value.`, `Write ${name} alone.`);
  }
  // What looks like the next option is no value, except behind a `=`.
  if (value !== undefined && (inline || !/^-./.test(value))) return value;
  throw usageError(`${name} has no value.`, `Write ${name} ${option.value}.`);
}

function unknownOption(name: string, known: readonly OptionName[], command: string | undefined) {
  const [guess] = nearest(name.replace(/^-+/, ""), known);
  const where = command === undefined ? "pmufilter" : `The command ${command}`;
  const ask = command === undefined ? "pmufilter help" : `pmufilter help ${command}`;
  const hint = guess === undefined ? `See "${ask}".` : `Did you mean --${guess}?`;
  return usageError(`${where} has no option ${name}.`, hint);
}
