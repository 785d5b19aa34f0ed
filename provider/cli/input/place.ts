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
  const before = source.text.slice(0, start).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  const rest = lineOf(source, before.length).length - (column - 1);
  const length = Math.max(1, Math.min(end - start, rest));
  return { source, line: before.length, column, length };
}

/** The text of a line. */
export function lineOf(source: Source, line: number): string {
  return (source.text.split("\n")[line - 1] ?? "").replace(/\r$/, "");
}

/** `web.yaml:4:13`. */
export function placeText({ source, line, column }: Place): string {
  return `${source.name}:${line}:${column}`;
}
