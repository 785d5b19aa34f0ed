import type { ExactJson } from "../provider/encoding/exact-json.ts";

/** An object of a vector file: a vector or a part of it. */
export type Row = ReadonlyMap<string, ExactJson>;

/** A vector that cannot be run, or a file without vectors; the message says why. */
export class VectorProblem extends Error {
  override readonly name = "VectorProblem";
}

/** Whether the value is an object. */
export function isRow(json: ExactJson | undefined): json is Row {
  return json instanceof Map;
}

/** A member that is an object; `undefined` where there is none. */
export function rowAt(row: Row, key: string): Row | undefined {
  const value = present(row, key);
  if (value === undefined || isRow(value)) return value;
  throw new VectorProblem(`"${key}" is not an object`);
}

/** A member that is a list; empty where there is none. */
export function listAt(row: Row, key: string): readonly ExactJson[] {
  const value = present(row, key) ?? [];
  if (Array.isArray(value)) return value;
  throw new VectorProblem(`"${key}" is not a list`);
}

/** A member that is a string; `undefined` where there is none. */
export function textAt(row: Row, key: string): string | undefined {
  const value = present(row, key);
  if (value === undefined || typeof value === "string") return value;
  throw new VectorProblem(`"${key}" is not a string`);
}

/** A member that is true or false, or 1 or 0; `undefined` where there is none. */
export function flagAt(row: Row, key: string): boolean | undefined {
  const value = present(row, key);
  if (value === undefined || typeof value === "boolean") return value;
  return integer(value, key) !== 0n;
}

/** A member that is a number of 32 bits; `otherwise` where there is none, a problem without that. */
export function numberAt(row: Row, key: string, otherwise?: number): number {
  const value = present(row, key) ?? (otherwise === undefined ? undefined : BigInt(otherwise));
  if (value === undefined) throw new VectorProblem(`"${key}" is missing`);
  const number = integer(value, key);
  if (number >> 32n !== 0n) throw new VectorProblem(`"${key}" has more than 32 bits`);
  return Number(number);
}

/** An integer of 64 bits, or a string with one, decimal or with 0x. `what` is its name in the problem. */
export function integer(json: ExactJson, what: string): bigint {
  const isText = typeof json === "string" && /^(?:0x[0-9a-f]+|\d+)$/i.test(json);
  if (typeof json !== "bigint" && !isText) throw new VectorProblem(`"${what}" is not an integer`);
  const number = BigInt(json);
  if (number < 0n) throw new VectorProblem(`"${what}" is negative`);
  if (number >> 64n !== 0n) throw new VectorProblem(`"${what}" has more than 64 bits`);
  return number;
}

/** A member's value; null is as good as none. */
export function present(row: Row, key: string): Exclude<ExactJson, null> | undefined {
  return row.get(key) ?? undefined;
}
