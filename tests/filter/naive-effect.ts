import type { Filter } from "../../provider/filter/filter.ts";
import type { Vendor } from "../../provider/filter/vendor.ts";

/**
 * What counts under a filter, event by event, for the given selects: a model of the kernel's rules
 * that shares no code with provider/filter. Equal texts mean equal effect, provided that the selects
 * hold all those of the filters compared and one that none of them has.
 */
export function naiveEffect(
  filter: Filter,
  hosts: readonly Vendor[],
  selects: readonly number[],
): string {
  const intelOnly = hosts.length > 0 && !hosts.includes("amd");
  const amdOnly = hosts.length > 0 && !hosts.includes("intel");
  const counting: string[] = [];
  for (const select of selects) {
    if (intelOnly && select >= 256) continue;
    const listed = new Set<number>();
    for (const { exclude, ...entry } of filter.entries) {
      if (entry.select === select && !exclude) for (const u of umasks(entry)) listed.add(u);
    }
    for (const { exclude, ...entry } of filter.entries) {
      if (entry.select === select && exclude) for (const u of umasks(entry)) listed.delete(u);
    }
    for (let umask = 0; umask < 256; umask++) {
      if (listed.has(umask) !== (filter.action === "deny")) counting.push(`${select}/${umask}`);
    }
  }
  for (let counter = 0; counter < 4 && !amdOnly; counter++) {
    const bit = Math.floor(filter.fixedCounters / 2 ** counter) % 2;
    if (bit === (filter.action === "allow" ? 1 : 0)) counting.push(`fixed ${counter}`);
  }
  return counting.join(" ");
}

/** The umasks that an entry matches, found by looking at every bit. */
function umasks(entry: { readonly mask: number; readonly match: number }): readonly number[] {
  return Array.from({ length: 256 }, (_, umask) => umask).filter((umask) =>
    [0, 1, 2, 3, 4, 5, 6, 7].every((bit) => {
      const looked = (entry.mask >> bit) % 2 === 1;
      const wanted = (entry.match >> bit) % 2;
      return looked ? (umask >> bit) % 2 === wanted : wanted === 0;
    }),
  );
}
