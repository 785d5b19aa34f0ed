import type { Command, Request, Result } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { readFilter } from "../input/read-filter.ts";
import { stdinOperand } from "../input/source.ts";
import { readingOptions } from "../options/option-table.ts";
import { amount } from "../output/amount.ts";
import { findingJson, findingText } from "../output/finding-text.ts";
import { problemText } from "../output/problem-text.ts";
import { isTaken, newsOf, verdictsJson } from "../output/verdict-text.ts";

/** `pmufilter lint`. */
export const lint: Command = {
  name: "lint",
  summary: "Tell what of a filter is valid and probably not meant.",
  operands: "[FILE]",
  operandCount: [0, 1],
  files: ([file = stdinOperand]) => [file],
  options: [...readingOptions, "lint", "max-warnings", "json", "help"],
  details:
    "docs/lint.md explains each rule. What the filter itself sets in `lint` holds where no --lint does.",
  exits: ["1  There is an error, more warnings than --max-warnings, or the filter is refused."],
  run,
};

function run({ options, sources: [source] }: Request): Result {
  if (source === undefined) throw new TypeError("lint reads one file");
  const input = readFilter(source, options);
  const { findings, unfit } = input;
  const warnings = findings.filter(({ severity }) => severity === "warn").length;
  const errors = findings.length - warnings + unfit.length;
  const taken = isTaken(input);
  const { maxWarnings = Number.POSITIVE_INFINITY } = options;
  const isFine = taken && errors === 0 && warnings <= maxWarnings;
  return {
    exitCode: isFine ? exitCodes.fine : exitCodes.negative,
    text: (style) =>
      [
        ...newsOf(input),
        ...unfit.map((problem) => problemText(problem, style)),
        ...findings.map((finding) => findingText(finding, source.name, style)),
        `${amount(errors, "error")}, ${amount(warnings, "warning")}.`,
      ].join("\n"),
    json: {
      errors,
      warnings,
      findings: [
        ...unfit.map(({ code, message, hint, property, place }) => ({
          code,
          severity: "error",
          message,
          hint,
          property,
          line: place?.line,
          column: place?.column,
        })),
        ...findings.map(findingJson),
      ],
      verdicts: verdictsJson(input),
    },
    notes: [],
  };
}
