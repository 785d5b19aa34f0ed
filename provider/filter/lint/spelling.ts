import { type Entry, entryKey } from "../entry.ts";
import { fixedCountersIn } from "../fixed-counter.ts";
import { hexadecimal } from "../hexadecimal.ts";

/** An entry as the inputs say it, in YAML: `{select: "0xc4", umask: "0x20"}`. */
export function inputEntry({ select, mask, match, exclude }: Entry): string {
  const umask =
    mask === 0xff && !exclude
      ? [["umask", match] as const]
      : [["mask", mask] as const, ["match", match] as const];
  const numbers = [["select", select] as const, ...umask].map(
    ([member, value]) => `${member}: "${hexadecimal(value)}"`,
  );
  return `{${[...numbers, ...(exclude ? ["exclude: true"] : [])].join(", ")}}`;
}

/** Fixed counters as the inputs say them, in YAML: `fixedCounters: [instructions, cycles]`. */
export function inputFixedCounters(bitmap: number): string {
  return `fixedCounters: [${fixedCountersIn(bitmap).join(", ")}]`;
}

/** The entries' keys, each once. */
export function keysOf(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.map(entryKey))];
}

/** Words for a sentence: all of them if they are few, else the first ones and how many follow. */
export function few(words: readonly string[]): string {
  if (words.length <= most) return words.join(", ");
  return `${words.slice(0, most).join(", ")} and ${words.length - most} more`;
}

const most = 4;
