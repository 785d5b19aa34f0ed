import { type Part, partOf } from "./refusal.ts";

/** A term between a PMU's slashes: `event=0xc4`, or `inv` alone. */
export interface Term {
  /** The whole term. */
  readonly part: Part;
  readonly key: string;
  /** What stands behind the `=`; undefined without one. */
  readonly value: Part | undefined;
}

/** The terms of a comma list; a quoted value may hold commas (`name='A:x=1,y=2'`). */
export function readTerms(list: Part): readonly Term[] {
  if (list.text === "") return [];
  const terms: Term[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index <= list.text.length; index++) {
    const char = list.text[index];
    if (char === "'") quoted = !quoted;
    if (char !== undefined && (char !== "," || quoted)) continue;
    terms.push(readTerm(partOf(list, start, index)));
    start = index + 1;
  }
  return terms;
}

function readTerm(part: Part): Term {
  const equals = part.text.indexOf("=");
  return equals < 0
    ? { part, key: part.text, value: undefined }
    : { part, key: part.text.slice(0, equals), value: partOf(part, equals + 1) };
}
