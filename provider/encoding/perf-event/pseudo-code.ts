import { type FixedCounter, fixedCounterNames } from "../../filter/fixed-counter.ts";

/**
 * The fixed counter that Linux on Intel means by select 0: umask 01 to 04 in perf's syntax, sysfs and
 * event tables are no events but stand for fixed counters 0 to 3 (kernel, arch/x86/events/intel/core.c,
 * "pseudo" constraints), so a filter lists them in its bitmap. Undefined for any other code. On AMD
 * select 0 is an event of its own.
 */
export function fixedCounterOfPseudoCode(select: number, umask: number): FixedCounter | undefined {
  return select === 0 && umask > 0 ? fixedCounterNames[umask - 1] : undefined;
}
