import { PmuFilterError } from "../errors/pmu-filter-error.ts";

/** The id of the QEMU object where none is said. */
export const defaultQemuId = "pmu-filter";

/**
 * Refuses an id that QEMU would refuse (QEMU, util/id.c, id_wellformed()).
 *
 * @throws {PmuFilterError} QEMU_ID_INVALID.
 */
export function checkQemuId(id: string): void {
  if (/^[A-Za-z][A-Za-z0-9\-._]*$/.test(id)) return;
  throw new PmuFilterError(
    "QEMU_ID_INVALID",
    `${JSON.stringify(id)} cannot be the id of a QEMU object.`,
    { hint: "Begin with a letter and go on with letters, digits, '-', '.' and '_'." },
  );
}
