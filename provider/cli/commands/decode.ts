import type { Command, Request, Result } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { formsHelp } from "../help/forms-help.ts";
import { inputForms } from "../input/input-form.ts";
import { readFilter } from "../input/read-filter.ts";
import { stdinOperand } from "../input/source.ts";
import { readingOptions } from "../options/option-table.ts";
import { filterJson } from "../output/filter-json.ts";
import { filterYaml } from "../output/filter-yaml.ts";
import { isTaken, remarksJson, verdictsJson, verdictTexts } from "../output/verdict-text.ts";

/** `pmufilter decode`. */
export const decode: Command = {
  name: "decode",
  summary: "Print a filter of any form as YAML, and what KVM and QEMU make of it.",
  operands: "[FILE]",
  operandCount: [0, 1],
  files: ([file = stdinOperand]) => [file],
  options: [...readingOptions, "json", "help"],
  details: `The YAML can be read again; what becomes of the filter (taken, refused and with which errno, which
entries are dropped or match nothing, or why the VM has no filter) stands in comments at its top.
Where Intel and AMD hosts differ, both are told, and the YAML has what AMD hosts take.

${formsHelp("Forms of FILE and --from:", inputForms)}`,
  exits: ["1  It is refused, or the VM has no filter."],
  run,
};

function run({ options, sources: [source] }: Request): Result {
  if (source === undefined) throw new TypeError("decode reads one file");
  const input = readFilter(source, options);
  const { filter, cpus, qemuId, form } = input;
  const comments = verdictTexts(input);
  const frame = { comments, ...(qemuId !== undefined && { qemuId }) };
  return {
    exitCode: isTaken(input) ? exitCodes.fine : exitCodes.negative,
    text: () =>
      filter === undefined
        ? comments.map((line) => `# ${line}`).join("\n")
        : filterYaml(filter, cpus, frame),
    json: {
      form,
      cpus: cpus.map(({ name }) => name),
      qemuId,
      filter: filterJson(filter, cpus),
      verdicts: verdictsJson(input),
      remarks: remarksJson(input),
    },
    notes: [],
  };
}
