import type { ResolvedFilter } from "../../declared/resolve.ts";
import { arm64CallsFromFilter, arm64FilterFromCalls } from "../../encoding/arm64/arm64-calls.ts";
import { kvmAbi } from "../../encoding/kvm-abi.ts";
import type { EventBits } from "../../filter/arm64/event-space.ts";
import { hexadecimal } from "../../filter/hexadecimal.ts";
import { type Minimised, minimise } from "../../filter/minimise/minimise.ts";
import type { Command, Request, Result } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import type { FilterInput } from "../input/filter-input.ts";
import { neededFilter } from "../input/needed-filter.ts";
import { readFilter } from "../input/read-filter.ts";
import { stdinOperand } from "../input/source.ts";
import { readingOptions } from "../options/option-table.ts";
import { outputFormOf } from "../options/output-form-option.ts";
import { amount } from "../output/amount.ts";
import { filterJson } from "../output/filter-json.ts";
import { filterYaml } from "../output/filter-yaml.ts";
import type { Json } from "../output/json.ts";
import { printed } from "../output/output-form.ts";
import { plain } from "../output/style.ts";
import { table } from "../output/table.ts";

/** `pmufilter minimize`. */
export const minimize: Command = {
  name: "minimize",
  summary: "Say a filter in the fewest entries that match exactly the same events.",
  operands: "[FILE]",
  operandCount: [0, 1],
  files: ([file = stdinOperand]) => [file],
  options: [...readingOptions, "lint", "to", "json", "help"],
  details: `Prints YAML, with what it gained and what each select costs in comments at the top; with --to
another form of pmufilter encode, and the comments on standard error. On arm64, the fewest calls.`,
  exits: ["1  The filter does not fit into the 300 entries that KVM takes."],
  run,
};

function run({ options, sources: [source] }: Request): Result {
  if (source === undefined) throw new TypeError("minimize reads one file");
  const input = readFilter(source, options);
  const filter = neededFilter({ ...input, unfit: [] });
  const form = outputFormOf(options.to, filter);
  const { few, comments, json, fits } = fewest(filter, options.bits);
  const { cpus } = input;
  return {
    exitCode: fits ? exitCodes.fine : exitCodes.negative,
    text: () =>
      form === undefined || form === "yaml"
        ? filterYaml(few, cpus, { comments, ...idOf(input) })
        : printed(form, { filter: few, cpus, bits: options.bits, ...idOf(input) }).join("\n"),
    json: { ...json, filter: filterJson(few, cpus) },
    notes: form === undefined || form === "yaml" ? [] : comments,
  };
}

function idOf({ qemuId }: FilterInput) {
  return qemuId === undefined ? {} : { qemuId };
}

interface Fewest {
  readonly few: ResolvedFilter;
  readonly comments: readonly string[];
  readonly json: { readonly [member: string]: Json };
  readonly fits: boolean;
}

function fewest(filter: ResolvedFilter, bits: EventBits): Fewest {
  if (filter.arch === "x86") return fewestEntries(filter);
  const calls = arm64CallsFromFilter(filter, bits);
  const [before, after] = [filter.ranges.length, calls.length];
  return {
    few: { arch: "arm64", ...arm64FilterFromCalls(calls, bits) },
    comments: [
      `${amount(before, "range")} before, ${amount(after, "call")} now, which is the fewest.`,
    ],
    json: { before, after, lowerBound: after, selects: [] },
    fits: true,
  };
}

function fewestEntries(filter: ResolvedFilter & { readonly arch: "x86" }): Fewest {
  const minimised = minimise(filter);
  const { before, after, lowerBound, selects } = minimised;
  const surplus = after - kvmAbi.maxEvents;
  return {
    few: { arch: "x86", ...minimised.filter },
    comments: [
      `${amount(before, "entry", "entries")} before, ${after} now, ${boundText(minimised)}.`,
      ...(surplus > 0
        ? [`That is ${surplus} more than the ${kvmAbi.maxEvents} that KVM takes.`]
        : []),
      ...costLines(minimised),
    ],
    json: {
      before,
      after,
      lowerBound,
      most: kvmAbi.maxEvents,
      selects: selects.map(({ select, ...cost }) => ({ select: hexadecimal(select), ...cost })),
    },
    fits: surplus <= 0,
  };
}

function boundText({ after, lowerBound }: Minimised): string {
  return lowerBound === after ? "which is the fewest" : `and no fewer than ${lowerBound} can do`;
}

/** The selects of which not one entry does, dearest first. */
function costLines({ selects }: Minimised): readonly string[] {
  const dear = selects
    .filter(({ entries }) => entries > 1)
    .sort((a, b) => b.entries - a.entries || a.select - b.select);
  const rows = dear.map(({ select, pairs, entries, lowerBound }) => [
    hexadecimal(select),
    String(pairs),
    String(entries),
    lowerBound === entries ? "" : String(lowerBound),
  ]);
  if (rows.length === 0) return [];
  return ["", ...table(["SELECT", "PAIRS", "ENTRIES", "AT LEAST"], rows, plain).split("\n")];
}
