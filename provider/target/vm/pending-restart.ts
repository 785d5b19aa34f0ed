import { decodeQemuArguments } from "../../encoding/qemu-arguments.ts";
import { filterFromQemuObject } from "../../encoding/qemu-filter.ts";
import type { QemuObject } from "../../encoding/qemu-object.ts";
import { startVmm } from "../../encoding/vmm-command-line/start-vmm.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { fingerprint } from "../../filter/fingerprint.ts";
import type { HostAnswer } from "../host-operation.ts";
import type { Procedure } from "../procedure.ts";
import { readHelper } from "./helper-answer.ts";
import { statusReport, type VmReport } from "./helper-report.ts";
import { runningVm } from "./observe-vm.ts";
import { placeOfVm, type VmPlace } from "./vm-place.ts";

/**
 * Whether a VM that runs was started with another filter than the one of these QEMU arguments, by what
 * they mean: their order, white space and the object's id are no difference. A VM that does not run
 * will start with them; arguments that are no filter's are compared with nothing.
 *
 * @param answers - those to `statusOperations`
 * @throws PmuFilterError if it cannot be told
 */
export function* isPendingRestart(
  place: VmPlace,
  answers: readonly HostAnswer[],
  wantedArguments: readonly string[],
): Procedure<boolean> {
  const vm = runningVm(place, yield* readHelper(place, answers, statusReport));
  const wanted = meaningOf(() => decodeQemuArguments(wantedArguments));
  return vm !== undefined && wanted !== undefined && startedWith(place, vm) !== wanted;
}

/** The meaning of the filter in a QEMU's own arguments; undefined if it was started without one. */
function startedWith(place: VmPlace, { qemuArguments }: VmReport): string | undefined {
  if (qemuArguments === null) {
    throw new PmuFilterError(
      "VM_DENIED",
      `the command line of ${placeOfVm(place)} cannot be read`,
      { hint: "Set sudo: true in the target's connection, or log in as root." },
    );
  }
  const { objects, accels } = qemuArguments;
  const words = [
    "qemu-system-x86_64",
    ...objects.flatMap((value) => ["-object", value]),
    ...accels.flatMap((value) => ["-accel", value]),
  ];
  const start = startVmm(words.map((word) => `${word}\0`).join(""));
  return start.kind === "object" ? meaningOf(() => start.object) : undefined;
}

/** Equal for objects that are the same filter; undefined for one that is none, or that no kernel takes. */
function meaningOf(read: () => QemuObject): string | undefined {
  try {
    return fingerprint(filterFromQemuObject(read()), []);
  } catch (error) {
    if (error instanceof PmuFilterError) return undefined;
    throw error;
  }
}
