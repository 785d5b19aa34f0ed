import { startVmm } from "../../../encoding/vmm-command-line/start-vmm.ts";
import type { Options } from "../../options/options.ts";
import type { FilterInput } from "../filter-input.ts";
import type { Source } from "../source.ts";
import { arm64TextInput } from "./read-arm64.ts";
import { qemuInput } from "./read-qemu.ts";
import { problemOf } from "./verdicts.ts";
import { withoutFilter } from "./without-filter.ts";

/**
 * Reads the command line of a VMM: what filter its VM comes to have, if any.
 *
 * @throws {PmuFilterError} INPUT_UNKNOWN where no VMM is started.
 */
export function readCommandLine(source: Source, options: Options): FilterInput {
  const form = "command-line";
  const start = startVmm(source.text);
  const { remarks } = start;
  switch (start.kind) {
    case "object":
      return qemuInput(source, form, options, start.object, remarks);
    case "arm64-text":
      return arm64TextInput(source, form, options, start.text, remarks);
    case "none":
      return withoutFilter(source, form, options, { kind: "none", hosts: [] }, remarks);
    case "refused": {
      const problem = problemOf(start.error);
      const verdict = { kind: "refused", hosts: [], by: "QEMU", problem } as const;
      return withoutFilter(source, form, options, verdict, remarks);
    }
  }
}
