/** Consecutive events of an Arm PMU by their numbers (10 or 16 bits), both ends included. */
export interface EventRange {
  readonly first: number;
  readonly last: number;
}

/** The range's name in diffs: four hexadecimal digits, `0011`, or both ends, `0023-003a`. */
export function eventRangeKey({ first, last }: EventRange): string {
  return first === last ? hexEvent(first) : `${hexEvent(first)}-${hexEvent(last)}`;
}

/** Whether the event is in one of the ranges. */
export function isInRanges(ranges: readonly EventRange[], event: number): boolean {
  return ranges.some(({ first, last }) => first <= event && event <= last);
}

/** The same events in ascending ranges that neither overlap nor touch. */
export function mergedRanges(ranges: readonly EventRange[]): readonly EventRange[] {
  const merged: EventRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = merged.at(-1);
    if (before === undefined || before.last < range.first - 1) merged.push(range);
    else merged[merged.length - 1] = { ...before, last: Math.max(before.last, range.last) };
  }
  return merged.map(({ first, last }) => ({ first, last }));
}

/** The events from 0 to `last` that are in none of the ranges, merged. */
export function otherRanges(ranges: readonly EventRange[], last: number): readonly EventRange[] {
  const others: EventRange[] = [];
  let next = 0;
  for (const range of mergedRanges(ranges)) {
    if (range.first > next) others.push({ first: next, last: Math.min(range.first - 1, last) });
    next = range.last + 1;
    if (next > last) return others;
  }
  others.push({ first: next, last });
  return others;
}

/** The events that are in both lists, merged. */
export function commonRanges(
  some: readonly EventRange[],
  others: readonly EventRange[],
): readonly EventRange[] {
  const [left, right] = [mergedRanges(some), mergedRanges(others)];
  const common: EventRange[] = [];
  for (let l = 0, r = 0; ; ) {
    const [a, b] = [left[l], right[r]];
    if (a === undefined || b === undefined) return common;
    const [first, last] = [Math.max(a.first, b.first), Math.min(a.last, b.last)];
    if (first <= last) common.push({ first, last });
    if (a.last < b.last) l++;
    else r++;
  }
}

function hexEvent(event: number): string {
  return event.toString(16).padStart(4, "0");
}
