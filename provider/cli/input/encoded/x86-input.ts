import { type Cpu, vendorsOf } from "../../../catalog/cpu.ts";
import type { KvmVerdict } from "../../../encoding/kvm-verdict.ts";
import type { Remark } from "../../../encoding/vmm-command-line/vmm-start.ts";
import type { Filter } from "../../../filter/filter.ts";
import type { Finding } from "../../../filter/lint/finding.ts";
import { lint } from "../../../filter/lint/lint.ts";
import { applySeverities } from "../../../filter/lint/severities.ts";
import { type VendorWidths, widthsFor } from "../../../filter/vendor.ts";
import type { Options } from "../../options/options.ts";
import { usageError } from "../../options/usage-error.ts";
import type { FilterInput, InputPart, Verdict } from "../filter-input.ts";
import type { InputForm } from "../input-form.ts";
import type { Source } from "../source.ts";
import { verdictsOn } from "./verdicts.ts";

/** An x86 filter as KVM gets it. */
export interface KvmInput {
  /** events[]. */
  readonly codes: readonly bigint[];
  readonly judge: (widths: VendorWidths) => KvmVerdict;
  readonly qemuId?: string;
  readonly remarks?: readonly Remark[];
}

/** A filter in one of the encoded forms of x86. */
export function x86Input(
  source: Source,
  form: InputForm,
  { cpus = [], lint: settings }: Options,
  { codes, judge, qemuId, remarks = [] }: KvmInput,
): FilterInput {
  refuseArm64(cpus, form);
  const verdicts = verdictsOn(cpus, codes, judge);
  // Vendors that read a code otherwise each have their verdict; the widest reading is shown.
  const widest = judge(widthsFor(vendorsOf(cpus)));
  const filter = widest.accepted ? widest.filter : undefined;
  const kept = widest.accepted
    ? codes.flatMap((_, index) => (widest.dropped.includes(index) ? [] : [index]))
    : [];
  const found = filter === undefined ? [] : lint(filter, vendorsOf(cpus));
  return {
    source,
    form,
    cpus,
    filter: filter && { arch: "x86", ...filter },
    verdicts,
    parts: filter === undefined ? [] : partsOf(filter, kept),
    findings: applySeverities([...found, ...strayBits(verdicts)], settings),
    unfit: [],
    remarks,
    ...(qemuId !== undefined && { qemuId }),
  };
}

function refuseArm64(cpus: readonly Cpu[], form: InputForm): void {
  const other = cpus.find(({ arch }) => arch !== "x86");
  if (other === undefined) return;
  throw usageError(`--cpu ${other.name} is of arm64, and the ${form} of x86.`);
}

function partsOf({ entries }: Filter, kept: readonly number[]): readonly InputPart[] {
  return entries.map((entry, index) => ({
    label: `events[${kept[index] ?? index}]`,
    entries: [entry],
    fixedCounters: [],
    ranges: [],
  }));
}

/** What KVM drops is a finding of the lint, as it is where it is declared. */
function strayBits(verdicts: readonly Verdict[]): readonly Finding[] {
  const dropped = verdicts.flatMap((verdict) => (verdict.kind === "taken" ? verdict.dropped : []));
  const codes = [...new Set(dropped.map(({ code }) => code))];
  if (codes.length === 0) return [];
  return [
    {
      code: "RAW_STRAY_BITS",
      severity: "error",
      message: `KVM drops raw events with stray bits silently: ${codes.join(", ")}.`,
      hint: "Keep select (bits 7:0, on AMD 35:32 too) and umask (bits 15:8) only.",
    },
  ];
}
