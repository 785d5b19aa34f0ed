import { type Arch, type Cpu, cpusOrFamilies, vendorsOf } from "../../catalog/cpu.ts";
import { arm64Difference } from "../../filter/arm64/arm64-effect.ts";
import { widthsFor } from "../../filter/vendor.ts";
import type { Command, Request, Result } from "../command.ts";
import { isSame, pairDifference } from "../difference/pair-difference.ts";
import { pairJson, pairRows } from "../difference/pair-rows.ts";
import { arm64Json, arm64Rows } from "../difference/range-rows.ts";
import { exitCodes } from "../exit-code.ts";
import type { FilterInput } from "../input/filter-input.ts";
import { refuseRefused } from "../input/needed-filter.ts";
import { readFilter } from "../input/read-filter.ts";
import { readingOptions } from "../options/option-table.ts";
import { usageError } from "../options/usage-error.ts";
import type { Json } from "../output/json.ts";
import { type Cell, table } from "../output/table.ts";
import { newsOf } from "../output/verdict-text.ts";

/** `pmufilter diff`. */
export const diff: Command = {
  name: "diff",
  summary: "Tell what a guest gains and loses when one filter takes another's place.",
  operands: "A B",
  operandCount: [2, 2],
  files: ([a = "", b = ""]) => [a, b],
  options: [...readingOptions, "json", "help"],
  details: `By effect, however each filter says it: two filters are the same if the same events and fixed
counters count under both. Either may be in any form. A VM without a filter counts everything.`,
  exits: ["0  A and B have the same effect.", "1  They differ."],
  run,
};

function run({ options, sources: [a, b] }: Request): Result {
  if (a === undefined || b === undefined) throw new TypeError("diff reads two files");
  const [before, after] = [readFilter(a, options), readFilter(b, options)];
  for (const input of [before, after]) refuseRefused(input);
  const cpus = [...new Map([...before.cpus, ...after.cpus].map((cpu) => [cpu.name, cpu])).values()];
  const { same, rows, json } =
    archOf(before, after) === "x86"
      ? x86Difference(before, after, cpus)
      : armDifference(before, after, cpus, options.bits);
  return {
    exitCode: same ? exitCodes.fine : exitCodes.negative,
    text: (style) => (same ? "" : table(["GUEST", "CODE", "EVENT"], rows, style)),
    json: { same, ...json },
    notes: [before, after].flatMap((input) =>
      newsOf(input).map((text) => `${input.source.name}: ${text}`),
    ),
  };
}

interface Difference {
  readonly same: boolean;
  readonly rows: readonly (readonly Cell[])[];
  readonly json: { readonly gained: Json; readonly lost: Json };
}

function archOf(before: FilterInput, after: FilterInput): Arch {
  const [one = "x86", other = one] = [before, after].flatMap(
    ({ filter, cpus }) => filter?.arch ?? cpus[0]?.arch ?? [],
  );
  if (one === other) return one;
  throw usageError(
    `${before.source.name} is for ${one} and ${after.source.name} for ${other}.`,
    "Filters of one architecture can be compared.",
  );
}

const everything = { action: "deny", entries: [], fixedCounters: 0 } as const;

function x86Difference(before: FilterInput, after: FilterInput, cpus: readonly Cpu[]): Difference {
  const [old, now] = [before, after].map(({ filter }) =>
    filter?.arch === "x86" ? filter : everything,
  );
  const known = cpusOrFamilies(cpus, "x86");
  const widths = widthsFor(vendorsOf(cpus));
  const difference = pairDifference(old ?? everything, now ?? everything, widths, known);
  const { gained, lost } = difference;
  return {
    same: isSame(difference),
    rows: [...pairRows("gains", gained, known), ...pairRows("loses", lost, known)],
    json: { gained: pairJson(gained, known), lost: pairJson(lost, known) },
  };
}

function armDifference(
  before: FilterInput,
  after: FilterInput,
  cpus: readonly Cpu[],
  bits: 10 | 16,
): Difference {
  const [old, now] = [before, after].map(({ filter }) =>
    filter?.arch === "arm64" ? filter : undefined,
  );
  const { gained, lost } = arm64Difference(old, now, bits);
  const known = cpusOrFamilies(cpus, "arm64");
  return {
    same: gained.length + lost.length === 0,
    rows: [...arm64Rows("gains", gained, known), ...arm64Rows("loses", lost, known)],
    json: { gained: arm64Json(gained, known), lost: arm64Json(lost, known) },
  };
}
