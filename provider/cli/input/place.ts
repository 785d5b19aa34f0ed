import type { Source } from "./source.ts";

/** A place in a source; lines and columns count from 1. */
export interface Place {
  readonly source: Source;
  readonly line: number;
  readonly column: number;
  /** How many characters of the line are meant, at least 1. */
  readonly length: number;
}

/** The place of characters `start` to `end` of a source; no further than the end of its line. */
export function placeAt(source: Source, start: number, end: number): Place {
  const line = lineAt(startsOf(source), start);
  const column = start - (startsOf(source)[line - 1] ?? 0) + 1;
  const rest = lineOf(source, line).length - (column - 1);
  const length = Math.max(1, Math.min(end - start, rest));
  return { source, line, column, length };
}

/** The text of a line. */
export function lineOf(source: Source, line: number): string {
  const starts = startsOf(source);
  const start = starts[line - 1];
  if (start === undefined) return "";
  return source.text.slice(start, (starts[line] ?? source.text.length + 1) - 1).replace(/\r$/, "");
}

/** Where the lines of a source start; looked for once, as there may be as many places as lines. */
function startsOf(source: Source): readonly number[] {
  const known = lineStarts.get(source);
  if (known !== undefined) return known;
  const starts = [0, ...[...source.text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  lineStarts.set(source, starts);
  return starts;
}

const lineStarts = new WeakMap<Source, readonly number[]>();

/** The last line that starts at the offset or before it, counted from 1. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** `web.yaml:4:13`. */
export function placeText({ source, line, column }: Place): string {
  return `${source.name}:${line}:${column}`;
}
