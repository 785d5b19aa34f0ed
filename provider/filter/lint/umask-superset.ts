import { type Entry, entryKey, isDead } from "../entry.ts";
import type { Filter } from "../filter.ts";
import {
  allUmasks,
  bySelect,
  listedUmasks,
  type SelectEntries,
  umasksOf,
} from "../select-umasks.ts";
import type { Found, Mend } from "./finding.ts";
import { few, inputEntry, keysOf } from "./spelling.ts";

/**
 * DENY_UMASK_SUPERSET: a umask other than 0 is denied, and one with the same bits and more counts.
 * Most events' umasks are sets of bits, so that such a umask counts what was denied and something
 * with it (Intel SDM, volume 3, "Performance Monitoring": the umask qualifies what is counted).
 */
export function denyUmaskSuperset(filter: Filter): Found | undefined {
  if (filter.action !== "deny") return undefined;
  const groups = bySelect(filter.entries).filter((group) => dodgesOf(group).length > 0);
  if (groups.length === 0) return undefined;

  const dodges = groups.flatMap(dodgesOf);
  const mend = mendOf(groups);
  const examples = dodges.map(({ entry, by }) => `${entryKey(entry)} is dodged with ${by}`);
  const reopened = keysOf(mend.remove.filter(({ exclude }) => exclude));
  return {
    message:
      "Most events' umasks are sets of bits, and what is denied here still counts with more bits " +
      `set: ${few([...new Set(examples)])}.`,
    hint:
      (reopened.length > 0 ? `Take out ${few(reopened)}, which let such umasks count. ` : "") +
      (mend.add.length > 0
        ? `Deny every umask with these bits, as masked entries: ${few(mend.add.map(inputEntry))}. `
        : "") +
      "An allow list has no such gap.",
    entries: [...keysOf(dodges.map(({ entry }) => entry)), ...reopened],
    mend,
  };
}

interface Dodge {
  readonly entry: Entry;
  /** Key of the lowest event that counts what the entry denies. */
  readonly by: string;
}

function dodgesOf(group: SelectEntries): readonly Dodge[] {
  const counting = countingSupersets(group);
  return group.entries.flatMap((entry): readonly Dodge[] => {
    if (entry.exclude) return [];
    const dodged = umasksOf(entry).find((umask) => counting[umask] !== undefined);
    const match = dodged === undefined ? undefined : counting[dodged];
    return match === undefined ? [] : [{ entry, by: entryKey({ ...entry, mask: 0xff, match }) }];
  });
}

/** Per umask: if it is denied and not 0, the lowest umask with its bits and more that counts. */
function countingSupersets(group: SelectEntries): readonly (number | undefined)[] {
  const denied = listedUmasks(group);
  // Descending, so that the umasks with one bit more are done before those that lack it.
  const lowest = denied.map((isDenied, umask) => (isDenied ? none : umask));
  for (let umask = 255; umask >= 0; umask--) {
    for (let bit = 1; bit < 256; bit <<= 1) {
      if ((umask & bit) === 0)
        lowest[umask] = Math.min(lowest[umask] ?? none, lowest[umask | bit] ?? none);
    }
  }
  return lowest.map((least, umask) =>
    umask !== 0 && denied[umask] && least !== none ? least : undefined,
  );
}

/** Above every umask. */
const none = 256;

function mendOf(groups: readonly SelectEntries[]): Required<Pick<Mend, "add" | "remove">> {
  const mends = groups.map(mendOfSelect);
  return {
    add: mends.flatMap(({ add }) => add),
    remove: mends.flatMap(({ remove }) => remove),
  };
}

/**
 * The least that closes every gap of a select: the lowest of the dodged umasks as masked entries in
 * place of what those cover, and no exclude that would open one of them again.
 */
function mendOfSelect(group: SelectEntries) {
  let kept = group;
  for (;;) {
    const dodged = dodgedUmasks(kept);
    const opens = (entry: Entry) => entry.exclude && matchesOneOf(entry, dodged);
    if (!kept.entries.some(opens)) return replacing(group, kept, dodged);
    // What the exclude let count is now denied, and may be dodged in its turn.
    kept = { ...kept, entries: kept.entries.filter((entry) => !opens(entry)) };
  }
}

function replacing({ select, entries }: SelectEntries, kept: SelectEntries, dodged: Umasks) {
  const lowest = dodged.filter((umask) => !dodged.some((low) => low !== umask && has(umask, low)));
  const covered = (entry: Entry) =>
    !isDead(entry) && umasksOf(entry).every((umask) => lowest.some((low) => has(umask, low)));
  return {
    add: lowest.map((bits): Entry => ({ select, mask: bits, match: bits, exclude: false })),
    remove: entries.filter((entry) => !kept.entries.includes(entry) || covered(entry)),
  };
}

type Umasks = readonly number[];

/** Whether the entry matches a umask that has all the bits of one of these. */
function matchesOneOf(entry: Entry, lows: Umasks): boolean {
  return umasksOf(entry).some((umask) => lows.some((low) => has(umask, low)));
}

function dodgedUmasks(group: SelectEntries): Umasks {
  const counting = countingSupersets(group);
  return allUmasks.filter((umask) => counting[umask] !== undefined);
}

function has(umask: number, low: number): boolean {
  return (umask & low) === low;
}
