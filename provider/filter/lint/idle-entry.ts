import { type Entry, isDead } from "../entry.ts";
import { canonicalFilter, type Filter } from "../filter.ts";
import { bySelect, type SelectEntries, umasksOf } from "../select-umasks.ts";
import type { Found } from "./finding.ts";
import { few, inputEntry, keysOf } from "./spelling.ts";

/** EXCLUDE_WITHOUT_INCLUDE: excludes that take nothing out of any include of their select. */
export function excludeWithoutInclude(filter: Filter): Found | undefined {
  const idle = liveEntries(filter).flatMap(idleExcludes);
  if (idle.length === 0) return undefined;
  const [first] = idle;
  const whole =
    first === undefined ? "" : inputEntry({ ...first, mask: 0, match: 0, exclude: false });
  return {
    message: `An exclude only takes out what another entry lists, and these take out nothing: ${few(keysOf(idle))}.`,
    hint: `Take them out of the list, or list what they are to be taken from, for example ${whole}.`,
    entries: keysOf(idle),
    mend: { remove: idle },
  };
}

/**
 * ENTRY_WITHOUT_EFFECT: entries that can all be taken out together and nothing changes. The narrow
 * ones are tried first, so that a wide entry stays rather than the many that it covers.
 */
export function entryWithoutEffect(filter: Filter): Found | undefined {
  const idle = liveEntries(filter).flatMap(entriesWithoutEffect);
  if (idle.length === 0) return undefined;
  return {
    message: `Other entries cover what these list, or take it out again, so that they change nothing: ${few(keysOf(idle))}.`,
    hint: "Take them out of the list, or correct the entries that cover them.",
    entries: keysOf(idle),
    mend: { remove: idle },
  };
}

/** The entries that can match something, each once: the others have rules of their own. */
function liveEntries(filter: Filter): readonly SelectEntries[] {
  return bySelect(canonicalFilter(filter).entries.filter((entry) => !isDead(entry)));
}

function idleExcludes({ entries }: SelectEntries): readonly Entry[] {
  const excludes = entries.filter(({ exclude }) => exclude);
  if (excludes.length === 0) return [];
  const included = new Set(entries.filter(({ exclude }) => !exclude).flatMap(umasksOf));
  return excludes.filter((entry) => !umasksOf(entry).some((umask) => included.has(umask)));
}

function entriesWithoutEffect(group: SelectEntries): readonly Entry[] {
  if (group.entries.length < 2) return [];
  const alone = idleExcludes(group);
  const live = group.entries.filter((entry) => !alone.includes(entry)).map(withUmasks);
  const includes = live.filter(({ entry }) => !entry.exclude).sort(narrowFirst);
  const excludes = live.filter(({ entry }) => entry.exclude).sort(narrowFirst);
  const including = counted(includes);
  const excluding = counted(excludes);

  const idle: Entry[] = [];
  for (const { entry, umasks } of includes) {
    if (!umasks.every((umask) => at(including, umask) > 1 || at(excluding, umask) > 0)) continue;
    idle.push(entry);
    discount(including, umasks);
  }
  for (const { entry, umasks } of excludes) {
    if (!umasks.every((umask) => at(excluding, umask) > 1 || at(including, umask) === 0)) continue;
    idle.push(entry);
    discount(excluding, umasks);
  }
  return idle;
}

interface WithUmasks {
  readonly entry: Entry;
  readonly umasks: readonly number[];
}

function withUmasks(entry: Entry): WithUmasks {
  return { entry, umasks: umasksOf(entry) };
}

function narrowFirst(a: WithUmasks, b: WithUmasks): number {
  return a.umasks.length - b.umasks.length;
}

/** Per umask, how many of the entries match it. */
function counted(entries: readonly WithUmasks[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { umasks } of entries) {
    for (const umask of umasks) counts.set(umask, at(counts, umask) + 1);
  }
  return counts;
}

function discount(counts: Map<number, number>, umasks: readonly number[]): void {
  for (const umask of umasks) counts.set(umask, at(counts, umask) - 1);
}

function at(counts: ReadonlyMap<number, number>, umask: number): number {
  return counts.get(umask) ?? 0;
}
