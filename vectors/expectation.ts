/** One thing that a vector expects, in words, beside what the library says. */
export interface Expectation {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** An expectation of any two values that JSON can show; the order of members does not matter. */
export function expectation(what: string, expected: unknown, found: unknown): Expectation {
  return { what, expected: shown(expected), found: shown(found) };
}

/** The line that tells an expectation that does not hold; `undefined` for one that does. */
export function failureOf({ what, expected, found }: Expectation): string | undefined {
  return expected === found ? undefined : `${what}: expected ${expected}, found ${found}`;
}

function shown(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value, (_, part) => {
    if (typeof part === "bigint") return `0x${part.toString(16)}`;
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
