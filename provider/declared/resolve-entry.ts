import { type Cpu, vendorsOf } from "../catalog/cpu.ts";
import type { Entry } from "../filter/entry.ts";
import { hexadecimal } from "../filter/hexadecimal.ts";
import { matchOutsideMask } from "../filter/lint/dead-entry.ts";
import { widthsFor } from "../filter/vendor.ts";
import { isWrong, listsNothing, type ResolvedEvent } from "./resolved-event.ts";

/**
 * What an entry lists on the CPUs.
 *
 * @param member - the event's member that says the select
 */
export function resolveEntry(
  entry: Entry,
  member: "select" | "code" | "name",
  cpus: readonly Cpu[],
): ResolvedEvent {
  const dead = matchOutsideMask({ action: "allow", entries: [entry], fixedCounters: 0 });
  if (dead !== undefined) {
    const finding = {
      ...dead,
      code: "MATCH_OUTSIDE_MASK",
      severity: "error",
      path: ["match"],
    } as const;
    return { ...listsNothing, arch: "x86", findings: [finding] };
  }
  const vendors = vendorsOf(cpus);
  const { selectMax } = widthsFor(vendors);
  if (entry.select <= selectMax) return { ...listsNothing, arch: "x86", entries: [entry] };
  return isWrong({
    path: [member],
    code: "SELECT_OUT_OF_RANGE",
    message: `the select is ${hexadecimal(entry.select)}, and ${vendors[0]} CPUs have selects up to ${hexadecimal(selectMax)}`,
    hint: "Correct the select, or the cpus.",
  });
}
