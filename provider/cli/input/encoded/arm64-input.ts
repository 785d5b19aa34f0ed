import type { Arm64Call } from "../../../encoding/arm64/arm64-call.ts";
import { judgeArm64Calls } from "../../../encoding/arm64/arm64-verdict.ts";
import type { Remark } from "../../../encoding/vmm-command-line/vmm-start.ts";
import { lintArm64 } from "../../../filter/lint/lint-arm64.ts";
import { applySeverities } from "../../../filter/lint/severities.ts";
import type { Options } from "../../options/options.ts";
import { usageError } from "../../options/usage-error.ts";
import type { FilterInput, InputPart } from "../filter-input.ts";
import type { InputForm } from "../input-form.ts";
import type { Source } from "../source.ts";
import { refusedByKvm, taken } from "./verdicts.ts";
import { withoutFilter } from "./without-filter.ts";

/** An arm64 filter as the calls that make it. */
export function arm64Input(
  source: Source,
  form: InputForm,
  options: Options,
  calls: readonly Arm64Call[],
  remarks: readonly Remark[] = [],
): FilterInput {
  const { cpus = [], lint: settings, bits } = options;
  const other = cpus.find(({ arch }) => arch !== "arm64");
  if (other !== undefined) {
    throw usageError(`--cpu ${other.name} is of x86, and the filter of arm64.`);
  }
  const verdict = judgeArm64Calls(calls, bits);
  if (!verdict.accepted) {
    const refused = { ...refusedByKvm(verdict), call: verdict.call };
    return withoutFilter(source, form, options, refused, remarks);
  }
  const filter = verdict.filter && { arch: "arm64" as const, ...verdict.filter };
  return {
    source,
    form,
    cpus,
    filter,
    verdicts: [filter === undefined ? { kind: "none", hosts: [] } : taken],
    parts: calls.map(partOf),
    calls,
    findings: filter === undefined ? [] : applySeverities(lintArm64(filter), settings),
    unfit: [],
    remarks,
  };
}

function partOf({ baseEvent, nevents }: Arm64Call, index: number): InputPart {
  const ranges = nevents === 0 ? [] : [{ first: baseEvent, last: baseEvent + nevents - 1 }];
  return { label: `call ${index + 1}`, entries: [], fixedCounters: [], ranges };
}
