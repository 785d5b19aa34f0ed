import { covers, type Entry } from "../../filter/entry.ts";
import { type EventCode, entryOfCode } from "../event-code.ts";

/**
 * Entries that list the refused codes under `deny` so that a guest cannot reach what they count by other
 * umasks; umasks are taken for sets of bits, as they are on most events.
 *
 * Nothing of the select is allowed, or umask 0 is refused, which is mostly the whole of the select: every
 * umask. The umask has bits that no allowed one has: every umask with one of these bits, which alone may
 * count a part. Otherwise every umask with all of its bits.
 */
export function deniedEntries(
  refused: readonly EventCode[],
  allowed: readonly EventCode[],
): readonly Entry[] {
  const allowedBits = new Map<number, number>();
  for (const { select, match } of allowed.map(entryOfCode)) {
    allowedBits.set(select, (allowedBits.get(select) ?? 0) | match);
  }
  const entries = refused.flatMap((code) => {
    const { select, match: umask } = entryOfCode(code);
    const known = allowedBits.get(select);
    if (known === undefined || umask === 0) return [withBits(select, 0)];
    const own = bitsOf(umask & ~known);
    return own.length > 0 ? own.map((bit) => withBits(select, bit)) : [withBits(select, umask)];
  });
  return entries.filter(
    (entry, index) =>
      !entries.some(
        (other, at) =>
          at !== index && covers(other, entry) && !(covers(entry, other) && at > index),
      ),
  );
}

function withBits(select: number, bits: number): Entry {
  return { select, mask: bits, match: bits, exclude: false };
}

function bitsOf(umask: number): readonly number[] {
  return Array.from({ length: 8 }, (_, bit) => 1 << bit).filter((bit) => (umask & bit) !== 0);
}
