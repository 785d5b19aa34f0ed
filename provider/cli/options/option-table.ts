/** One option: the word for its value, none for a flag; and what it does. */
export interface Option {
  readonly value?: string;
  readonly short?: string;
  readonly description: string;
}

/** Every option of every command; what one means does not depend on the command. */
export const optionTable = {
  from: {
    value: "FORM",
    description: "The input's form, where its content does not tell it.",
  },
  resource: {
    value: "NAME",
    description: "Which resource of a Pulumi.yaml, where it has several filters.",
  },
  cpu: {
    value: "CPU,...",
    description:
      "Whose event names and widths hold, in place of the filter's own cpus; can be repeated. `host` is this machine.",
  },
  lint: {
    value: "RULE=SEVERITY",
    description: "Make a rule off, warn or error; can be repeated.",
  },
  bits: {
    value: "10|16",
    description: "arm64: the width of the host's event numbers; 10 on Armv8.0, 16 from Armv8.1 on.",
  },
  to: { value: "FORM", description: "The form to print; see below." },
  expect: {
    value: "count|no-count",
    description: "Exit with 1 unless each event counts, or none does.",
  },
  "max-warnings": {
    value: "N",
    description: "Exit with 1 for more than N warnings, too.",
  },
  cpus: { description: "List the CPUs of the catalogue in place of events." },
  json: { description: "Print one JSON document, for programs." },
  help: { short: "h", description: "Print this help." },
  version: { description: "Print the version." },
} as const satisfies Readonly<Record<string, Option>>;

/** The name of an option, without its dashes. */
export type OptionName = keyof typeof optionTable;

/** The options with which a command reads a filter. */
export const readingOptions = ["from", "resource", "cpu", "bits"] as const;
