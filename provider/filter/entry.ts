/**
 * One entry of a filter: it matches a general-purpose event whose select is equal and for which
 * `(umask & mask) === match`. A raw event (select, umask) is the entry with mask 0xff; the kernel
 * compares both forms the same way, so one form carries both without loss.
 *
 * Source: kernel, Documentation/virt/kvm/api.rst, KVM_SET_PMU_EVENT_FILTER.
 */
export interface Entry {
  /** Event select: 8 bits on Intel, 12 bits on AMD. */
  readonly select: number;
  /** The umask bits that are looked at, 8 bits. */
  readonly mask: number;
  /** What those bits must be, 8 bits. */
  readonly match: number;
  /** True for an entry that takes events out of the filter's list again. */
  readonly exclude: boolean;
}

/** The entry that matches exactly one (select, umask) pair. */
export function exactEntry(select: number, umask: number): Entry {
  return { select, mask: 0xff, match: umask, exclude: false };
}

/** True if the entry can be said without the kernel's masked-entry format. */
export function isExact(entry: Entry): boolean {
  return entry.mask === 0xff && !entry.exclude;
}

/** True for an entry that can match no event: its match has bits outside its mask. */
export function isDead({ mask, match }: Entry): boolean {
  return (match & ~mask) !== 0;
}

/**
 * The entry's name in diffs, one per encoding, all numbers in hexadecimal: `c4/00` is select and
 * umask, `d0/00&7c` is select, match and mask, and an exclude begins with `!`.
 */
export function entryKey(entry: Entry): string {
  const mask = entry.mask === 0xff ? "" : `&${hexByte(entry.mask)}`;
  return `${entry.exclude ? "!" : ""}${hexByte(entry.select)}/${hexByte(entry.match)}${mask}`;
}

/** Whether the first entry matches every event that the second matches. */
export function covers(wide: Entry, narrow: Entry): boolean {
  return (
    wide.select === narrow.select &&
    (wide.mask & ~narrow.mask) === 0 &&
    (narrow.match & wide.mask) === wide.match
  );
}

/** Orders entries by select, then includes before excludes, then mask (exact first) and match. */
export function compareEntries(a: Entry, b: Entry): number {
  return (
    a.select - b.select ||
    Number(a.exclude) - Number(b.exclude) ||
    b.mask - a.mask ||
    a.match - b.match
  );
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, "0");
}
