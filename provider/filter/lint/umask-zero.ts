import type { Filter } from "../filter.ts";
import { bySelect, listedUmasks, type SelectEntries, umasksOf } from "../select-umasks.ts";
import type { Found } from "./finding.ts";
import { few, inputEntry, keysOf } from "./spelling.ts";

/**
 * DENY_UMASK_ZERO: umask 0 of a select is denied by itself, and another umask counts that no exclude
 * names. Events with umask 0 are whole ones: others of the select count the same or its parts
 * (Intel's c0/01 and c4/20), and for many no umask is defined at all (AMD's instructions, c0), so
 * that nothing says what another would count.
 */
export function denyUmaskZero(filter: Filter): Found | undefined {
  if (filter.action !== "deny") return undefined;
  const open = bySelect(filter.entries).filter(isZeroAlone);
  if (open.length === 0) return undefined;

  const add = open.map(({ select }) => ({ select, mask: 0, match: 0, exclude: false }));
  const zeros = open.flatMap(({ entries }) => entries.filter(isZero));
  return {
    message:
      "An event with umask 0 mostly counts the same, or its parts, under other umasks of its " +
      `select, and those still count here: ${few(keysOf(zeros))}.`,
    hint: `Deny the whole select: ${few(add.map(inputEntry))}. What may count of it can be excluded again.`,
    entries: keysOf(zeros),
    mend: {
      add,
      remove: open.flatMap(({ entries }) => entries.filter(({ exclude }) => !exclude)),
    },
  };
}

function isZeroAlone(group: SelectEntries): boolean {
  const denied = listedUmasks(group);
  if (!denied[0] || !group.entries.some(isZero)) return false;
  const excluded = new Set(group.entries.filter(({ exclude }) => exclude).flatMap(umasksOf));
  return denied.some((isDenied, umask) => !isDenied && !excluded.has(umask));
}

function isZero({ mask, match, exclude }: SelectEntries["entries"][number]): boolean {
  return mask === 0xff && match === 0 && !exclude;
}
