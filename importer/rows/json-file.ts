import { readFileSync } from "node:fs";
import type { JsonRow } from "./json-value.ts";

/** A JSON file of a source. */
export interface JsonFile {
  /** Its rows; undefined if it is no list of events, such as metricgroups.json. */
  readonly rows?: readonly JsonRow[];
  /** The header of Intel's own files. */
  readonly header?: JsonRow;
  /** What is odd about it and lost nothing. */
  readonly remark?: string;
}

/** The rows of a file: a bare list, or `{"Header": ..., "Events": [...]}`; throws if it is no JSON. */
export function readJsonFile(path: string): JsonFile {
  const { value, remark } = parseJson(readFileSync(path, "utf8"));
  const odd = remark === undefined ? {} : { remark };
  if (Array.isArray(value)) return { rows: value.filter(isRow), ...odd };
  if (!isRow(value) || !Array.isArray(value["Events"])) return odd;
  const header = value["Header"];
  return { rows: value["Events"].filter(isRow), ...(isRow(header) && { header }), ...odd };
}

/** JSON, or the JSON that a text begins with. */
function parseJson(text: string): { readonly value: unknown; readonly remark?: string } {
  const plain = text.replace(/^\ufeff/, "");
  try {
    return { value: JSON.parse(plain) as unknown };
  } catch (error) {
    const end = endOfValue(plain);
    if (end === undefined || plain.slice(end).trim() === "") throw error;
    return { value: JSON.parse(plain.slice(0, end)) as unknown, remark: "text behind the JSON" };
  }
}

/** Where the brackets that a text begins with are closed. */
function endOfValue(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth -= 1;
    if (depth === 0) return index + token.length;
  }
  return undefined;
}

function isRow(value: unknown): value is JsonRow {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
