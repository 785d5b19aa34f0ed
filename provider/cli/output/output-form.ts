import { type Arch, type Cpu, vendorsOf } from "../../catalog/cpu.ts";
import type { ResolvedFilter } from "../../declared/resolve.ts";
import { encodeArm64CallHex } from "../../encoding/arm64/arm64-call.ts";
import { arm64CallsFromFilter } from "../../encoding/arm64/arm64-calls.ts";
import { arm64TextFromFilter } from "../../encoding/arm64/arm64-text.ts";
import { fittingFilter } from "../../encoding/fitting-filter.ts";
import { kvmStructFromFilter } from "../../encoding/kvm-filter.ts";
import { encodeKvmStructHex } from "../../encoding/kvm-struct-hex.ts";
import { encodeQemuArguments } from "../../encoding/qemu-arguments.ts";
import { qemuObjectFromFilter } from "../../encoding/qemu-filter.ts";
import { defaultQemuId } from "../../encoding/qemu-id.ts";
import { encodeQemuJson } from "../../encoding/qemu-json.ts";
import type { Arm64Filter } from "../../filter/arm64/arm64-filter.ts";
import type { EventBits } from "../../filter/arm64/event-space.ts";
import type { Filter } from "../../filter/filter.ts";
import { widthsFor } from "../../filter/vendor.ts";
import { filterYaml } from "./filter-yaml.ts";
import { withoutDead } from "./without-dead.ts";

/** The forms in which filters are printed: whose they are, and what they are. */
export const outputForms = {
  "kvm-struct": {
    arch: "x86",
    title: "struct kvm_pmu_event_filter as hexadecimal bytes, for KVM_SET_PMU_EVENT_FILTER",
  },
  "qemu-object": { arch: "x86", title: "the JSON of QEMU's -object" },
  "qemu-arguments": { arch: "x86", title: "QEMU's -object and -accel, an argument per line" },
  "arm64-structs": {
    arch: "arm64",
    title: "a line of 8 hexadecimal bytes per call of KVM_ARM_VCPU_PMU_V3_FILTER",
  },
  "qemu-cpu": { arch: "arm64", title: "QEMU's -cpu, as posted in April 2024" },
  kvmtool: { arch: "arm64", title: "kvmtool's --pmu-filter" },
  yaml: { arch: undefined, title: "the resource's own shape" },
} as const satisfies Readonly<Record<string, { arch: Arch | undefined; title: string }>>;

/** One of {@link outputForms}. */
export type OutputForm = keyof typeof outputForms;

/** A filter that is to be printed. */
export interface Printable {
  readonly filter: ResolvedFilter;
  readonly cpus: readonly Cpu[];
  readonly bits: EventBits;
  readonly qemuId?: string;
}

/** The forms that a filter can have. */
export function formsFor({ arch }: ResolvedFilter): readonly OutputForm[] {
  const forms = Object.keys(outputForms) as OutputForm[];
  return forms.filter((form) => [arch, undefined].includes(outputForms[form].arch));
}

/**
 * The filter in a form of its architecture, as lines.
 *
 * @throws {PmuFilterError} TOO_MANY_ENTRIES, QEMU_FILTER_EMPTY and others of the encodings.
 */
export function printed(form: OutputForm, printable: Printable): readonly string[] {
  const { filter, cpus, qemuId, bits } = printable;
  if (form === "yaml") {
    return filterYaml(filter, cpus, qemuId === undefined ? {} : { qemuId }).split("\n");
  }
  return filter.arch === "x86"
    ? printedX86(form, filter, printable)
    : printedArm64(form, filter, bits);
}

function printedX86(
  form: OutputForm,
  filter: Filter,
  { cpus, qemuId = defaultQemuId }: Printable,
): readonly string[] {
  const widths = widthsFor(vendorsOf(cpus));
  const fitting = fittingFilter(withoutDead(filter));
  if (form === "kvm-struct") {
    return [encodeKvmStructHex(kvmStructFromFilter(fitting, widths), widths)];
  }
  const object = qemuObjectFromFilter(fitting, qemuId, widths);
  return form === "qemu-object"
    ? [encodeQemuJson(object, widths)]
    : encodeQemuArguments(object, widths);
}

function printedArm64(form: OutputForm, filter: Arm64Filter, bits: EventBits): readonly string[] {
  switch (form) {
    case "qemu-cpu":
      return [`host,kvm-pmu-filter=${arm64TextFromFilter(filter, "qemu", bits)}`];
    case "kvmtool":
      return [arm64TextFromFilter(filter, "kvmtool", bits)];
    default:
      return arm64CallsFromFilter(filter, bits).map((call) => encodeArm64CallHex(call, bits));
  }
}
