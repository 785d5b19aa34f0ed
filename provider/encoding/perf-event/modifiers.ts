import { type Part, refusal } from "./refusal.ts";

/**
 * The modifiers behind an event, with or without a colon before them, as one entry of `ignored`:
 * `:upp`. None of them changes what a filter sees.
 *
 * Source: kernel, tools/perf/util/parse-events.l, modifiers().
 *
 * @throws {PmuFilterError} PERF_EVENT_INVALID.
 */
export function readModifiers(part: Part): readonly string[] {
  const start = part.text.startsWith(":") ? 1 : 0;
  const letters = part.text.slice(start);
  for (const [index, letter] of [...letters].entries()) {
    const at = { ...part, at: part.at + start + index };
    if (!isModifiers(letter)) {
      throw refusal(at, `"${letter}" is no modifier of perf's`, `perf has ${all.join(", ")}.`);
    }
    const before = letters.slice(0, index).split(letter).length - 1;
    if (before >= (letter === "p" ? 3 : 1)) {
      const times = letter === "p" ? "three times" : "once";
      throw refusal(at, `The modifier "${letter}" stands here again`, `Write it ${times} at most.`);
    }
  }
  return letters === "" ? [] : [`:${letters}`];
}

/** Whether every letter is a modifier. */
export function isModifiers(letters: string): boolean {
  return [...letters].every((letter) => all.includes(letter));
}

const all = [..."ukhIGHpPSDWebRX"];
