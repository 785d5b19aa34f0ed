import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { type VendorWidths, widestWidths } from "../filter/vendor.ts";
import { checkQemuId } from "./qemu-id.ts";
import { decodeQemuJson, encodeQemuJson } from "./qemu-json.ts";
import type { QemuObject } from "./qemu-object.ts";

/**
 * The QEMU arguments that give a VM the filter. Their `-accel` must be the only one on the command
 * line, without `-enable-kvm` and `-machine accel=`: beside another `-accel kvm` the VM starts
 * without a filter, beside the others not at all.
 *
 * @throws {PmuFilterError} for an object that QEMU or the kernel would refuse (see kvmStructFromQemuObject).
 */
export function encodeQemuArguments(
  object: QemuObject,
  widths: VendorWidths = widestWidths,
): readonly [string, string, string, string] {
  return ["-object", encodeQemuJson(object, widths), "-accel", qemuAccel(object.id)];
}

/**
 * The value of `-accel` that makes the object with this id the VM's filter.
 *
 * @throws {PmuFilterError} QEMU_ID_INVALID.
 */
export function qemuAccel(id: string): string {
  checkQemuId(id);
  return `${accelPrefix}${id}`;
}

/**
 * The object in a list of arguments that holds what {@link encodeQemuArguments} writes, in either order,
 * and nothing else.
 *
 * @throws {PmuFilterError} QEMU_ARGUMENTS_INVALID, QEMU_OBJECT_INVALID, and for an object that
 *   QEMU or the kernel would refuse (see kvmStructFromQemuObject).
 */
export function decodeQemuArguments(
  args: readonly string[],
  widths: VendorWidths = widestWidths,
): QemuObject {
  const values = readOptions(args);
  const text = values.get("-object");
  const accel = values.get("-accel");
  if (text === undefined) throw invalid("there is no -object", "Add the kvm-pmu-filter object.");
  if (accel === undefined) {
    throw invalid(
      "there is no -accel, so the object would do nothing",
      "Add -accel kvm,pmu-filter=ID with the object's id.",
    );
  }
  const object = decodeQemuJson(text, widths);
  checkLink(accel, object.id);
  return object;
}

const accelPrefix = "kvm,pmu-filter=";

function readOptions(args: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (let index = 0; index < args.length; index += 2) {
    const [option = "", value] = args.slice(index, index + 2);
    if (option !== "-object" && option !== "-accel") {
      throw invalid(
        `${JSON.stringify(option)} is neither -object nor -accel`,
        "Keep the filter's arguments apart from the VM's other arguments.",
      );
    }
    if (value === undefined) throw invalid(`${option} has no value`, "Restore its value.");
    if (values.has(option)) throw invalid(`there are two ${option}`, twice[option]);
    values.set(option, value);
  }
  return values;
}

const twice = {
  "-object": "Keep one; a VM has one filter.",
  "-accel":
    "Keep only the one with pmu-filter=: with two, QEMU takes the first and may set no filter.",
};

function checkLink(accel: string, id: string): void {
  if (accel === `${accelPrefix}${id}`) return;
  const wanted = `Write ${accelPrefix}${id}.`;
  if (!accel.startsWith(accelPrefix) || accel.includes(",", accelPrefix.length)) {
    throw invalid(`-accel ${JSON.stringify(accel)} is not kvm with pmu-filter= alone`, wanted);
  }
  const linked = JSON.stringify(accel.slice(accelPrefix.length));
  throw invalid(`-accel names the object ${linked}, but the object's id is "${id}"`, wanted);
}

function invalid(problem: string, hint: string): PmuFilterError {
  return new PmuFilterError("QEMU_ARGUMENTS_INVALID", `The QEMU arguments: ${problem}.`, { hint });
}
