import type { Remark } from "../../../encoding/vmm-command-line/vmm-start.ts";
import type { Options } from "../../options/options.ts";
import type { FilterInput, NoFilter, Refused } from "../filter-input.ts";
import type { InputForm } from "../input-form.ts";
import type { Source } from "../source.ts";

/** An input of which no filter comes. */
export function withoutFilter(
  source: Source,
  form: InputForm,
  { cpus = [] }: Options,
  verdict: Refused | NoFilter,
  remarks: readonly Remark[] = [],
): FilterInput {
  return {
    source,
    form,
    cpus,
    filter: undefined,
    verdicts: [verdict],
    parts: [],
    findings: [],
    unfit: [],
    remarks,
  };
}
