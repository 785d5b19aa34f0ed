/** A row of a JSON list of events. */
export type JsonRow = Readonly<Record<string, unknown>>;

/** A value that should be a number and is none. */
export class NumberInvalid extends Error {
  override readonly name = "NumberInvalid";
}

/** A member's text without blanks around it; undefined for nothing, `null`, `"null"` and `""`. */
export function textOf(row: JsonRow, key: string): string | undefined {
  const value = row[key];
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  return text === "" || /^(null|na|n\/a|none)$/i.test(text) ? undefined : text;
}

/** A number in decimal or hexadecimal, as number or text; throws {@link NumberInvalid}. */
export function numberFrom(text: string): number {
  const plain = text.trim();
  const value = /^(0[xX][0-9a-fA-F]+|\d+)$/.test(plain) ? Number(plain) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new NumberInvalid(text);
  return value;
}

/** A member's number, 0 where it says nothing; throws {@link NumberInvalid}. */
export function numberOf(row: JsonRow, key: string): number {
  const text = textOf(row, key);
  return text === undefined ? flagOf(row, key) : numberFrom(text);
}

/** The numbers of a member that may hold several, `"0xB7, 0xBB"`; empty where it says nothing. */
export function numbersOf(row: JsonRow, key: string): readonly number[] {
  const text = textOf(row, key);
  if (text === undefined) return [];
  return text
    .split(",")
    .filter((part) => part.trim() !== "")
    .map(numberFrom);
}

function flagOf(row: JsonRow, key: string): number {
  return row[key] === true ? 1 : 0;
}
