import { type Entry, exactEntry } from "../../../provider/filter/entry.ts";
import type { Filter } from "../../../provider/filter/filter.ts";

/** An allow list; the bitmap defaults to all of the fixed counters that a guest has. */
export function allow(entries: readonly Entry[], fixedCounters = 7): Filter {
  return { action: "allow", entries, fixedCounters };
}

/** A deny list; the bitmap defaults to none. */
export function deny(entries: readonly Entry[], fixedCounters = 0): Filter {
  return { action: "deny", entries, fixedCounters };
}

/**
 * Entries by their keys: `c4/20` exact, `24/21&21` masked, `!24/21` an exclude. Written apart from
 * `entryKey`, which is what the tests compare with.
 */
export function entriesOf(keys: string): readonly Entry[] {
  return keys.split(" ").flatMap((key) => {
    const [, bang, ...numbers] = /^(!?)([0-9a-f]+)\/([0-9a-f]+)(?:&([0-9a-f]+))?$/.exec(key) ?? [];
    const [select = 0, match = 0, mask = 0xff] = numbers
      .filter((text) => text !== undefined)
      .map((text) => Number.parseInt(text, 16));
    return key === "" ? [] : [{ ...exactEntry(select, match), mask, exclude: bang === "!" }];
  });
}
