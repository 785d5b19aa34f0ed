import { type ExactJson, readExactJson } from "../provider/encoding/exact-json.ts";
import { isRow, VectorProblem } from "./row.ts";
import type { Vector } from "./run-vector.ts";

/**
 * The vectors in a file's text. `name` is the file's, for messages.
 *
 * @throws {PmuFilterError} QEMU_OBJECT_INVALID for what is not JSON.
 * @throws {VectorProblem} for JSON that is not a list of vectors.
 */
export function readVectors(text: string, name: string): readonly Vector[] {
  const json = readExactJson(text.replace(/^\ufeff/, ""), name);
  if (!isList(json)) throw new VectorProblem(`${name} is not a list of vectors.`);
  if (!json.some((row) => isRow(row))) throw new VectorProblem(`${name} holds no vectors.`);
  return json.map((row, index) => ({ row, name: nameOf(row, index) }));
}

function nameOf(row: ExactJson, index: number): string {
  const name = isRow(row) ? row.get("name") : undefined;
  return typeof name === "string" ? name : `row ${index}, which has no name`;
}

function isList(json: ExactJson): json is readonly ExactJson[] {
  return Array.isArray(json);
}
