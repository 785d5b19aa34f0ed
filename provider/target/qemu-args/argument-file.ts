import type { ArgumentFormat } from "../../declared/qemu-args.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";

const header = "# KVM PMU event filter, written by pulumi-pmufilter; edits are undone.";

/**
 * The text of an argument file. `arguments` has one argument per line, ready for `mapfile -t` and
 * `xargs -d '\n'`. `environment` is what both a shell's `.` and systemd's EnvironmentFile= read
 * the same way: one variable per argument, in single quotes, which the JSON never contains.
 *
 * @param args - `-object JSON -accel PROPERTIES`, as encoded
 */
export function renderArgumentFile(args: readonly string[], format: ArgumentFormat): string {
  if (format === "arguments") return args.map((argument) => `${argument}\n`).join("");
  const [, objectJson, , accel] = args;
  return `${header}\nPMU_FILTER_OBJECT='${objectJson}'\nPMU_FILTER_ACCEL='${accel}'\n`;
}

/**
 * The arguments that a file holds, and its form.
 *
 * @throws PmuFilterError QEMU_ARGUMENTS_INVALID if the text has neither form
 */
export function parseArgumentFile(text: string): {
  readonly format: ArgumentFormat;
  readonly args: readonly string[];
} {
  // Here every line is an argument to those who read it, an empty one and a comment too.
  if (text.startsWith("-")) {
    return { format: "arguments", args: text.replace(/\n$/, "").split("\n") };
  }
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const variables = new Map(
    lines.map((line) => {
      const [, name, value] = /^(PMU_FILTER_OBJECT|PMU_FILTER_ACCEL)='([^']*)'$/.exec(line) ?? [];
      if (name === undefined || value === undefined) {
        throw new PmuFilterError(
          "QEMU_ARGUMENTS_INVALID",
          `the line ${JSON.stringify(line)} is neither a QEMU argument nor PMU_FILTER_OBJECT='..' or PMU_FILTER_ACCEL='..'`,
        );
      }
      return [name, value] as const;
    }),
  );
  const objectJson = variables.get("PMU_FILTER_OBJECT");
  const accel = variables.get("PMU_FILTER_ACCEL");
  if (objectJson === undefined || accel === undefined || lines.length !== 2) {
    throw new PmuFilterError(
      "QEMU_ARGUMENTS_INVALID",
      "an argument file holds -object and -accel, or PMU_FILTER_OBJECT and PMU_FILTER_ACCEL, once each",
    );
  }
  return { format: "environment", args: ["-object", objectJson, "-accel", accel] };
}
