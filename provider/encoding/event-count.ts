import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { kvmAbi } from "./kvm-abi.ts";

/**
 * Refuses more events than a kernel takes.
 *
 * @throws {PmuFilterError} TOO_MANY_ENTRIES, with how many are too many.
 */
export function checkEventCount(count: number): void {
  const surplus = count - kvmAbi.maxEvents;
  if (surplus <= 0) return;
  throw new PmuFilterError(
    "TOO_MANY_ENTRIES",
    `The filter has ${count} entries, ${surplus} more than the ${kvmAbi.maxEvents} that KVM takes.`,
    { hint: "Merge umasks of one select into masked entries, or list whole selects." },
  );
}
