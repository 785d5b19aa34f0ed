import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { Command, Request, Result } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { formsHelp } from "../help/forms-help.ts";
import { neededFilter } from "../input/needed-filter.ts";
import { readFilter } from "../input/read-filter.ts";
import { stdinOperand } from "../input/source.ts";
import { readingOptions } from "../options/option-table.ts";
import { outputFormOf } from "../options/output-form-option.ts";
import { filterJson } from "../output/filter-json.ts";
import { findingNotes } from "../output/finding-text.ts";
import type { Json } from "../output/json.ts";
import {
  formsFor,
  type OutputForm,
  outputForms,
  type Printable,
  printed,
} from "../output/output-form.ts";
import type { Style } from "../output/style.ts";

/** `pmufilter encode`. */
export const encode: Command = {
  name: "encode",
  summary: "Print a filter in the forms that KVM, QEMU and kvmtool take.",
  operands: "[FILE]",
  operandCount: [0, 1],
  files: ([file = stdinOperand]) => [file],
  options: [...readingOptions, "lint", "to", "json", "help"],
  details: `Without --to, every form that the filter has. More than 300 entries are said again in masked
entries that match exactly the same events. Warnings of the lint go to standard error; an error of
the lint stops it.

${formsHelp("Forms of --to:", outputForms)}`,
  exits: [],
  run,
};

function run({ options, sources: [source] }: Request): Result {
  if (source === undefined) throw new TypeError("encode reads one file");
  const input = readFilter(source, options);
  const filter = neededFilter(input);
  const { cpus, qemuId } = input;
  const form = outputFormOf(options.to, filter);
  const printable = { filter, cpus, bits: options.bits, ...(qemuId !== undefined && { qemuId }) };
  const forms = form === undefined ? everyForm(printable) : [onlyForm(form, printable)];
  return {
    exitCode: exitCodes.fine,
    text: (style) => (form === undefined ? forms.map(section(style)).join("\n\n") : linesOf(forms)),
    json: { filter: filterJson(filter, cpus), forms: formsJson(forms) },
    notes: findingNotes(input),
  };
}

interface Printed {
  readonly form: OutputForm;
  readonly lines: readonly string[];
  /** Why a form cannot be had; it has no lines then. */
  readonly refusal?: PmuFilterError;
}

function onlyForm(form: OutputForm, printable: Printable): Printed {
  return { form, lines: printed(form, printable) };
}

/** An empty filter has no form that QEMU takes, and all the others. */
function everyForm(printable: Printable): readonly Printed[] {
  return formsFor(printable.filter).map((form) => {
    try {
      return onlyForm(form, printable);
    } catch (error) {
      if (!(error instanceof PmuFilterError) || error.code !== "QEMU_FILTER_EMPTY") throw error;
      return { form, lines: [], refusal: error };
    }
  });
}

function section(style: Style) {
  return ({ form, lines, refusal }: Printed) =>
    [
      style.bold(`${form}:`),
      ...(refusal === undefined ? lines : [`(none) ${refusal.describe()}`]).map(
        (line) => `  ${line}`,
      ),
    ].join("\n");
}

function linesOf(forms: readonly Printed[]): string {
  return forms.flatMap(({ lines }) => lines).join("\n");
}

/** Forms of one line are strings, arguments and calls lists; YAML is a string of lines. */
function formsJson(forms: readonly Printed[]): Json {
  return Object.fromEntries(
    forms.map(({ form, lines, refusal }) => {
      if (refusal !== undefined) return [form, null];
      if (form === "yaml") return [form, `${lines.join("\n")}\n`];
      return [
        form,
        form === "qemu-arguments" || form === "arm64-structs" ? lines : (lines[0] ?? ""),
      ];
    }),
  );
}
