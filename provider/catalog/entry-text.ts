import type { Entry } from "../filter/entry.ts";
import { hexadecimal } from "../filter/hexadecimal.ts";
import { type Vendor, vendors } from "../filter/vendor.ts";
import { type EventName, eventNames } from "./event-names.ts";

/**
 * An entry as diffs show it on hosts of these vendors (none: any may come): `branches`, or
 * `branches (intel)` where the code is that on some of the hosts only; without a name `select 0xd0,
 * umask 0x12`; masked `select 0xd0, umask & 0x7c = 0x00`, or `select 0xd0, any umask`; an exclude
 * begins with `not`.
 */
export function entryText(entry: Entry, hosts: readonly Vendor[]): string {
  if (entry.exclude) return `not ${entryText({ ...entry, exclude: false }, hosts)}`;
  const all = hosts.length === 0 ? vendors.length : new Set(hosts).size;
  const names = eventNames(entry, hosts).map((name) => nameText(name, all));
  return names.length > 0 ? names.join(", ") : codeText(entry);
}

function nameText({ name, vendors: having }: EventName, all: number): string {
  return having.length === all ? name : `${name} (${having.join(", ")})`;
}

function codeText({ select, mask, match }: Entry): string {
  return `select ${hexadecimal(select)}, ${umaskText(mask, match)}`;
}

function umaskText(mask: number, match: number): string {
  if (mask === 0xff) return `umask ${hexadecimal(match)}`;
  if (mask === 0 && match === 0) return "any umask";
  return `umask & ${hexadecimal(mask)} = ${hexadecimal(match)}`;
}
