import { type JsonRow, numberOf, textOf } from "./json-value.ts";

/**
 * The fixed counter that an Intel row means; undefined if general-purpose counters count it. The
 * source writes such rows with select 0, or none, and the pseudo-umask index + 1; throws for
 * numbers that are none.
 */
export function fixedCounterOf(row: JsonRow): number | undefined {
  const counter = /^fixed counter (\d+)$/i.exec(textOf(row, "Counter") ?? "")?.[1];
  const code = textOf(row, "EventCode");
  if (code === undefined || isZero(code)) {
    const umask = numberOf(row, "UMask");
    // Sixteen counters are all that the registers have room for (Intel SDM, IA32_FIXED_CTRn).
    if (umask >= 1 && umask <= 16) return umask - 1;
  }
  if (counter === undefined) return undefined;
  // The oldest lists have no pseudo-code there, and count from one.
  return classicFixedCounter(textOf(row, "EventName") ?? "") ?? Number(counter);
}

/** The fixed counter that an event of this name is, on whichever core. */
export function classicFixedCounter(name: string): number | undefined {
  return classicNames.find(([pattern]) => pattern.test(name))?.[1];
}

const classicNames: readonly (readonly [RegExp, number])[] = [
  [/^INST_RETIRED\.(ANY|PREC_DIST)$/i, 0],
  [/^CPU_CLK_UNHALTED\.(THREAD|CORE)$/i, 1],
  [/^(CPU_CLK_UNHALTED\.REF(_TSC)?|UNHALTED_REFERENCE_CYCLES)$/i, 2],
  [/^TOPDOWN(_M)?\.SLOTS$/i, 3],
];

function isZero(code: string): boolean {
  return /^0[xX]?0*$/.test(code);
}
