import { shortened } from "../errors/shortened.ts";
import { type Entry, entryKey, isExact } from "../filter/entry.ts";
import { hexadecimal } from "../filter/hexadecimal.ts";
import { entryMatches } from "../filter/listed.ts";
import { type Cpu, cpusOrFamilies } from "./cpu.ts";
import { type EventCode, entryOfCode } from "./event-code.ts";
import { type EventName, eventNames } from "./event-names.ts";
import { namedCodes } from "./named-codes.ts";

/**
 * An entry as diffs show it on hosts with these CPUs (none: any x86 may come): `branches`, or
 * `branches (intel)` where the code is that on some of the hosts only; without a name `select 0xd0,
 * umask 0x12`; masked `select 0xd0, umask & 0x7c = 0x00`, or `select 0x2e, any umask`, and behind a
 * colon what that is by name; an exclude begins with `not`.
 */
export function entryText(entry: Entry, cpus: readonly Cpu[]): string {
  if (entry.exclude) return `not ${entryText({ ...entry, exclude: false }, cpus)}`;
  const names = entryNames(entry, cpusOrFamilies(cpus, "x86"));
  if (names === "") return codeText(entry);
  return isExact(entry) ? names : `${codeText(entry)}: ${names}`;
}

/** The names of what an entry matches, at most three and how many more; empty where it has none. */
export function entryNames(entry: Entry, cpus: readonly Cpu[]): string {
  if (isExact(entry)) return namesText([entryKey(entry)], cpus);
  const codes = namedCodes(cpus).filter((code) => {
    const { select, match: umask } = entryOfCode(code);
    return entryMatches(entry, { select, umask });
  });
  return namesText(codes, cpus);
}

/** The names of codes, at most three and how many more; empty where they have none. */
export function namesText(codes: readonly EventCode[], cpus: readonly Cpu[]): string {
  const names = codes.flatMap((code) => eventNames(code, cpus));
  return shortened(names.map((name) => nameText(name, cpus.length)));
}

function nameText({ name, cpus }: EventName, all: number): string {
  return cpus.length === all ? name : `${name} (${cpus.join(", ")})`;
}

function codeText({ select, mask, match }: Entry): string {
  return `select ${hexadecimal(select)}, ${umaskText(mask, match)}`;
}

function umaskText(mask: number, match: number): string {
  if (mask === 0xff) return `umask ${hexadecimal(match)}`;
  if (mask === 0 && match === 0) return "any umask";
  return `umask & ${hexadecimal(mask)} = ${hexadecimal(match)}`;
}
