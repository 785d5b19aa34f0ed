import { readExactJson } from "../../../encoding/exact-json.ts";
import { judgeKvmStruct } from "../../../encoding/kvm-verdict.ts";
import { kvmStructByQemu } from "../../../encoding/qemu-kvm.ts";
import type { QemuObject } from "../../../encoding/qemu-object.ts";
import { readQemuObject } from "../../../encoding/read-qemu-object.ts";
import type { Remark } from "../../../encoding/vmm-command-line/vmm-start.ts";
import { PmuFilterError } from "../../../errors/pmu-filter-error.ts";
import type { Options } from "../../options/options.ts";
import type { FilterInput } from "../filter-input.ts";
import type { InputForm } from "../input-form.ts";
import type { Source } from "../source.ts";
import { problemOf } from "./verdicts.ts";
import { withoutFilter } from "./without-filter.ts";
import { x86Input } from "./x86-input.ts";

/**
 * Reads the JSON of a QEMU object.
 *
 * @throws {PmuFilterError} QEMU_OBJECT_INVALID; what QEMU and KVM have against it are verdicts.
 */
export function readQemuObjectText(source: Source, options: Options): FilterInput {
  const object = readQemuObject(readExactJson(source.text, "The QEMU object"));
  return qemuInput(source, "qemu-object", options, object);
}

/** The filter of a QEMU object, as KVM gets it from QEMU. */
export function qemuInput(
  source: Source,
  form: InputForm,
  options: Options,
  object: QemuObject,
  remarks: readonly Remark[] = [],
): FilterInput {
  try {
    const struct = kvmStructByQemu(object);
    return x86Input(source, form, options, {
      codes: struct.events,
      struct,
      judge: (widths) => judgeKvmStruct(struct, widths),
      qemuId: object.id,
      remarks,
    });
  } catch (error) {
    if (!(error instanceof PmuFilterError) || error.code === "USAGE_INVALID") throw error;
    const problem = problemOf(error);
    return withoutFilter(
      source,
      form,
      options,
      { kind: "refused", hosts: [], by: "QEMU", problem },
      remarks,
    );
  }
}
