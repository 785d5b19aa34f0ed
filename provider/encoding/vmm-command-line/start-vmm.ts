import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { checkByQemu } from "../check-qemu-object.ts";
import type { QemuObject } from "../qemu-object.ts";
import { commandLineWords } from "./command-line-words.ts";
import { pmuFilterObjects } from "./pmu-filter-objects.ts";
import type { Properties } from "./properties.ts";
import { type VmmOptions, vmmOptions } from "./vmm-options.ts";
import type { Remark, VmmStart } from "./vmm-start.ts";

/**
 * What a VMM does about filters when it is started with the command line in this text: QEMU with the
 * series of April 2025 (x86) or of April 2024 (arm64), or kvmtool with `--pmu-filter`. Its other
 * options are not looked at. A stock QEMU knows neither and does not start with them.
 */
export function startVmm(text: string): VmmStart {
  return startWith(vmmOptions(commandLineWords(text)));
}

function startWith(options: VmmOptions): VmmStart {
  const arm64 = options.kvmtoolFilter ?? options.cpuFilter;
  if (arm64 !== undefined) return { kind: "arm64-text", text: arm64, remarks: [] };
  try {
    const objects = pmuFilterObjects(options.objects);
    refuseAccelerators(options);
    return startWithObjects(options, objects);
  } catch (error) {
    if (error instanceof PmuFilterError) return { kind: "refused", error, remarks: [] };
    throw error;
  }
}

function startWithObjects(options: VmmOptions, objects: ReadonlyMap<string, QemuObject>): VmmStart {
  const [accelerator, ...later] = options.accelerators;
  const link = accelerator && linkOf(accelerator);
  const remarks = ignoredGlobals(options);
  if (link === undefined) {
    return { kind: "none", remarks: [...remarks, ...withoutLink(objects, accelerator, later)] };
  }
  const object = objects.get(link);
  if (object === undefined) throw unknownObject(link, objects);
  checkByQemu(object);
  const unlinked = [...objects.keys()].filter((id) => id !== link);
  return {
    kind: "object",
    object,
    remarks: [
      ...remarks,
      ...unlinked.map((id) => ({
        message: `The object "${id}" does nothing: no -accel names it.`,
      })),
      ...later.filter(linkOf).map(() => laterAccelerator),
    ],
  };
}

/** The object that an accelerator names; undefined if it names none. */
function linkOf({ first, values }: Properties): string | undefined {
  const id = values.get("pmu-filter");
  if (id === undefined) return undefined;
  const name = first ?? values.get("accel");
  if (name !== "kvm") {
    throw refusal(
      `The accelerator ${name} has no pmu-filter, so QEMU does not start.`,
      "Filters are KVM's: write -accel kvm,pmu-filter=ID.",
    );
  }
  if (id !== "") return id;
  throw refusal("An empty pmu-filter= makes QEMU crash.", "Name the object's id behind it.");
}

/** What QEMU refuses about accelerators, whatever the objects. */
function refuseAccelerators(options: VmmOptions): void {
  const { accelerators, machineAccelerators, machineFilter } = options;
  if (machineFilter) {
    throw refusal(
      "-machine has no property pmu-filter, so QEMU does not start.",
      "Write -accel kvm,pmu-filter=ID, and no accel= in -machine.",
    );
  }
  if (accelerators.length > 0 && machineAccelerators.length > 0) {
    throw refusal(
      "-accel stands beside -enable-kvm or -machine accel=, so QEMU does not start.",
      "Keep -accel kvm,pmu-filter=ID alone.",
    );
  }
}

function unknownObject(link: string, objects: ReadonlyMap<string, QemuObject>): PmuFilterError {
  const ids = [...objects.keys()].map((id) => `"${id}"`);
  return refusal(
    `-accel names the object "${link}", which is not there, so QEMU does not start.`,
    ids.length === 0 ? "Add the -object." : `There is ${ids.join(", ")}.`,
  );
}

/** Why a VM has no filter, where its command line has an object or a link. */
function withoutLink(
  objects: ReadonlyMap<string, QemuObject>,
  accelerator: Properties | undefined,
  later: readonly Properties[],
): readonly Remark[] {
  if (accelerator !== undefined && later.some(linkOf)) {
    return [
      {
        message: `The first -accel (${accelerator.first ?? "?"}) has no pmu-filter=, and QEMU takes the first.`,
        hint: "Write pmu-filter= into the only -accel. libvirt writes an -accel of its own, so one that is appended does nothing.",
      },
    ];
  }
  return [...objects.keys()].map((id) => ({
    message: `The object "${id}" does nothing: no -accel names it.`,
    hint: `Write -accel kvm,pmu-filter=${id}, and no other -accel, -enable-kvm or -machine accel=.`,
  }));
}

function ignoredGlobals({ globals }: VmmOptions): readonly Remark[] {
  return globals
    .filter((value) => value.includes("pmu-filter"))
    .map((value) => ({
      message: `-global ${value} does nothing, QEMU only warns.`,
      hint: "Write -accel kvm,pmu-filter=ID.",
    }));
}

const laterAccelerator: Remark = {
  message: "A later -accel names a filter, too; QEMU takes the first -accel.",
  hint: "Keep one -accel.",
};

function refusal(message: string, hint: string): PmuFilterError {
  return new PmuFilterError("QEMU_ARGUMENTS_INVALID", message, { hint });
}
