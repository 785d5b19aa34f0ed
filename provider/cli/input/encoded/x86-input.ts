import { type Cpu, vendorsOf } from "../../../catalog/cpu.ts";
import type { KvmPmuEventFilter } from "../../../encoding/kvm-struct.ts";
import type { KvmVerdict } from "../../../encoding/kvm-verdict.ts";
import type { Remark } from "../../../encoding/vmm-command-line/vmm-start.ts";
import { shortened } from "../../../errors/shortened.ts";
import type { Filter } from "../../../filter/filter.ts";
import type { Finding } from "../../../filter/lint/finding.ts";
import { lint } from "../../../filter/lint/lint.ts";
import { applySeverities } from "../../../filter/lint/severities.ts";
import { type Vendor, type VendorWidths, widthsFor } from "../../../filter/vendor.ts";
import type { Options } from "../../options/options.ts";
import { usageError } from "../../options/usage-error.ts";
import { hostsText } from "../../output/verdict-text.ts";
import type { FilterInput, InputPart } from "../filter-input.ts";
import type { InputForm } from "../input-form.ts";
import type { Source } from "../source.ts";
import { oversizedVerdict } from "./oversized.ts";
import { codeText, verdictsOn } from "./verdicts.ts";

/** An x86 filter as KVM gets it. */
export interface KvmInput {
  /** events[], as much as can be read. */
  readonly codes: readonly bigint[];
  /** The struct, where all of it can be read. */
  readonly struct?: KvmPmuEventFilter | undefined;
  readonly judge: (widths: VendorWidths) => KvmVerdict;
  readonly qemuId?: string;
  readonly remarks?: readonly Remark[];
}

/** A filter in one of the encoded forms of x86. */
export function x86Input(
  source: Source,
  form: InputForm,
  { cpus = [], lint: settings }: Options,
  { codes, struct, judge, qemuId, remarks = [] }: KvmInput,
): FilterInput {
  refuseArm64(cpus, form);
  const hosts = vendorsOf(cpus);
  const verdicts = verdictsOn(cpus, codes, judge);
  // Vendors that read a code otherwise each have their verdict; the widest reading is shown.
  const widest = judge(widthsFor(hosts));
  const isOversized = !widest.accepted && widest.errno === "E2BIG";
  const said = isOversized && struct ? oversizedVerdict(struct, widthsFor(hosts)) : widest;
  const filter = said.accepted ? { arch: "x86" as const, ...said.filter } : undefined;
  const dropped = new Set(said.accepted ? said.dropped : []);
  const kept = [...codes.keys()].filter((index) => !dropped.has(index));
  const stray = codes.filter((_, index) => dropped.has(index));
  const found = filter === undefined ? [] : lint(filter, hosts);
  return {
    source,
    form,
    cpus,
    filter: isOversized ? undefined : filter,
    ...(isOversized && filter !== undefined && { oversized: filter }),
    verdicts,
    parts: filter === undefined ? [] : partsOf(filter, kept),
    findings: applySeverities([...found, ...strayBits(stray, hosts)], settings),
    unfit: [],
    remarks: isOversized && filter !== undefined ? [...remarks, mayFit] : remarks,
    ...(qemuId !== undefined && { qemuId }),
  };
}

const mayFit: Remark = {
  message: "pmufilter minimize tells whether fewer entries can say it.",
};

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

/** What KVM drops on all of these hosts is a finding of the lint, as it is where it is declared. */
function strayBits(codes: readonly bigint[], hosts: readonly Vendor[]): readonly Finding[] {
  const texts = [...new Set(codes)].map(codeText);
  if (texts.length === 0) return [];
  return [
    {
      code: "RAW_STRAY_BITS",
      severity: "error",
      message: `KVM drops raw events with stray bits silently${hostsText(hosts)}: ${shortened(texts)}.`,
      hint: "Keep select (bits 7:0, on AMD 35:32 too) and umask (bits 15:8) only.",
    },
  ];
}
