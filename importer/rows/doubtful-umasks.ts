import { leftOut, type RowReading } from "./reading.ts";

/**
 * Takes out events whose umask the kernel's list has lost: on cores with umask extensions it leaves
 * out the umask of events whose lower eight bits are 0, extension and all, so that the row reads as
 * another event (kernel 7.3: BR_INST_RETIRED.COND_TAKEN_FWD of Lunar Lake reads as c4/00, which is
 * every branch). Events that have no umask by right are named for being all of their select.
 */
export function withoutDoubtfulUmasks(rows: readonly RowReading[]): readonly RowReading[] {
  const extended = rows.some((row) => row.kind === "event" && / ext=/.test(row.value));
  if (!extended) return rows;
  return rows.map((row) =>
    row.kind === "event" && /^[0-9a-f]+\/00( |$)/.test(row.value) && !isWhole(row.name)
      ? leftOut("umask-doubtful", row.name)
      : row,
  );
}

function isWhole(name: string): boolean {
  return /(\.(ALL|ANY)(_BRANCHES)?|_P)$/i.test(name);
}
