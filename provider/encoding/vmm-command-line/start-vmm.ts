import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { checkByQemu } from "../check-qemu-object.ts";
import type { QemuObject } from "../qemu-object.ts";
import { pmuFilterObjects } from "./pmu-filter-objects.ts";
import type { Properties } from "./properties.ts";
import { vmmCommands } from "./vmm-commands.ts";
import { type VmmOptions, vmmOptions } from "./vmm-options.ts";
import { x86Targets } from "./vmm-program.ts";
import type { Remark, VmmStart } from "./vmm-start.ts";

/**
 * What a VMM does about filters when it is started with the command line in this text: QEMU with the
 * series of April 2025 (x86) or of April 2024 (arm64), or kvmtool with `--pmu-filter`. Its other
 * options are not looked at. A stock QEMU knows neither and does not start with them. Where the text
 * has several starts, as a log of libvirt does, the last one counts.
 *
 * @throws {PmuFilterError} INPUT_UNKNOWN for a text in which no VMM is started.
 */
export function startVmm(text: string): VmmStart {
  const commands = vmmCommands(text);
  const last = commands.at(-1);
  if (last === undefined) {
    throw new PmuFilterError("INPUT_UNKNOWN", "It is no command line of a VMM that is known.", {
      hint: "Give one of qemu-system-..., qemu-kvm, kvm or lkvm, or arguments with -accel or -object.",
    });
  }
  const start = startWith(vmmOptions(last));
  if (commands.length === 1) return start;
  const message = `It has ${commands.length} starts of a VMM; this is what comes of the last one.`;
  return { ...start, remarks: [{ message }, ...start.remarks] };
}

function startWith(options: VmmOptions): VmmStart {
  const { kvmtoolFilter } = options;
  if (kvmtoolFilter !== undefined) {
    return { kind: "arm64-text", text: kvmtoolFilter, remarks: [] };
  }
  try {
    refuseJoined(options);
    const objects = pmuFilterObjects(options.objects);
    refuseAccelerators(options);
    refuseOnOtherTarget(options, objects);
    const { cpuFilter } = options;
    if (cpuFilter !== undefined) return { kind: "arm64-text", text: cpuFilter, remarks: [] };
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
function linkOf(accelerator: Properties): string | undefined {
  const id = accelerator.values.get("pmu-filter");
  if (id === undefined) return undefined;
  const name = nameOf(accelerator);
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

function refuseJoined({ joined: [option] }: VmmOptions): void {
  if (option === undefined) return;
  const [name = "", value] = option.split(/=(.*)/s);
  throw refusal(
    `QEMU knows no option ${option}, so it does not start.`,
    `Its options have no "=" behind them: write ${name} ${value}.`,
  );
}

/** What belongs to KVM on one architecture, and stands before a QEMU of another or without KVM. */
function refuseOnOtherTarget(
  { target, cpuFilter, accelerators, machineAccelerators }: VmmOptions,
  objects: ReadonlyMap<string, QemuObject>,
): void {
  const isX86 = target === undefined ? undefined : x86Targets.includes(target);
  if (isX86 === false && objects.size > 0) {
    throw refusal(
      `The kvm-pmu-filter object is of x86, and qemu-system-${target} does not start with it.`,
      "On arm64, the filter is a property of -cpu.",
    );
  }
  if (cpuFilter === undefined) return;
  if (isX86 === true) {
    throw refusal(
      `-cpu has no kvm-pmu-filter= on x86, so qemu-system-${target} does not start.`,
      "On x86, the filter is an object: -object and -accel kvm,pmu-filter=ID.",
    );
  }
  const names = [...accelerators.map(nameOf), ...machineAccelerators];
  if (names.length === 0 || names.includes("kvm")) return;
  throw refusal(
    `-cpu has its kvm-pmu-filter= under KVM only, and the accelerator is ${names.join(", ")}.`,
    "Write -accel kvm.",
  );
}

function nameOf({ first, values }: Properties): string | undefined {
  return first ?? values.get("accel");
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
