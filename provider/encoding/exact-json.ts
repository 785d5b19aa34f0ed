import { PmuFilterError } from "../errors/pmu-filter-error.ts";

/** JSON as QEMU reads it: integers are exact, objects know the order of their keys. */
export type ExactJson =
  | string
  | boolean
  | null
  | bigint
  | Fraction
  | readonly ExactJson[]
  | ReadonlyMap<string, ExactJson>;

/** A number written with a fraction or an exponent; QEMU takes none where it wants an integer. */
export interface Fraction {
  readonly fraction: string;
}

/**
 * Reads JSON strictly and exactly. JSON.parse would do but for two things: it keeps the last of
 * duplicate keys where QEMU refuses them, and it does not say where in the document it failed.
 *
 * @param what What the text is, for messages, such as "the QEMU object".
 * @throws {PmuFilterError} QEMU_OBJECT_INVALID with the path of the key at which it fails.
 */
export function readExactJson(text: string, what: string): ExactJson {
  const reader: Reader = { text, at: 0, depth: 0, what };
  const value = readValue(reader, "");
  if (peek(reader) !== undefined) throw unexpected(reader, "", "the end of the text");
  return value;
}

/** A place in a text. */
interface Reader {
  readonly text: string;
  at: number;
  depth: number;
  readonly what: string;
}

function readValue(reader: Reader, path: string): ExactJson {
  const first = peek(reader);
  if (first === '"') return readString(reader, path);
  if (first !== "{" && first !== "[") return readWord(reader, path);
  // QEMU's limit (qobject/json-parser.c, MAX_NESTING), well below the depth of the call stack.
  if (++reader.depth > 1024) throw invalid(reader, "", "it is nested too deeply", json);
  const value = first === "{" ? readObject(reader, path) : readArray(reader, path);
  reader.depth--;
  return value;
}

function readObject(reader: Reader, path: string): ExactJson {
  const members = new Map<string, ExactJson>();
  expect(reader, path, "{");
  if (take(reader, "}")) return members;
  do {
    const key = readString(reader, path);
    const member = keyPath(path, key);
    if (members.has(key)) throw invalid(reader, member, "the key is there twice", oneOfEach);
    expect(reader, member, ":");
    members.set(key, readValue(reader, member));
  } while (take(reader, ","));
  expect(reader, path, "}");
  return members;
}

function readArray(reader: Reader, path: string): ExactJson {
  const elements: ExactJson[] = [];
  expect(reader, path, "[");
  if (take(reader, "]")) return elements;
  do elements.push(readValue(reader, `${path}[${elements.length}]`));
  while (take(reader, ","));
  expect(reader, path, "]");
  return elements;
}

function readString(reader: Reader, path: string): string {
  if (peek(reader) !== '"') throw unexpected(reader, path, "a string in double quotes");
  const token = match(reader, /"(?:[^"\\]|\\.)*"/y);
  try {
    return JSON.parse(token) as string;
  } catch (cause) {
    throw invalid(reader, path, "the string is not closed or has a bad escape", json, cause);
  }
}

function readWord(reader: Reader, path: string): ExactJson {
  const start = reader.at;
  const word = match(reader, /[^\s{}[\],:"]*/y);
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  if (/^-?(?:0|[1-9]\d*)$/.test(word)) return BigInt(word);
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(word)) return { fraction: word };
  reader.at = start;
  if (word !== "") throw invalid(reader, path, `${word} is not a JSON value`, decimal);
  throw unexpected(reader, path, "a value");
}

function match(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const token = pattern.exec(reader.text)?.[0] ?? "";
  reader.at += token.length;
  return token;
}

/** The next character that is not white space. */
function peek(reader: Reader): string | undefined {
  match(reader, /[ \t\r\n]*/y);
  return reader.text[reader.at];
}

function take(reader: Reader, character: string): boolean {
  if (peek(reader) !== character) return false;
  reader.at++;
  return true;
}

function expect(reader: Reader, path: string, character: string): void {
  if (!take(reader, character)) throw unexpected(reader, path, `"${character}"`);
}

function keyPath(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

const oneOfEach = "Write each key once.";
const decimal = "Numbers are decimal integers, without quotes, 0x or leading zeros.";
const json = "Write JSON: double quotes, no trailing commas, no comments.";

function unexpected(reader: Reader, path: string, wanted: string): PmuFilterError {
  const found = peek(reader);
  const seen = found === undefined ? "the text ends" : `there is ${JSON.stringify(found)}`;
  return invalid(reader, path, `${seen} where ${wanted} should be`, json);
}

function invalid(
  { what, at }: Reader,
  path: string,
  problem: string,
  hint: string,
  cause?: unknown,
): PmuFilterError {
  const place = path === "" ? `at character ${at}` : `at ${path} (character ${at})`;
  return new PmuFilterError("QEMU_OBJECT_INVALID", `${what}, ${place}: ${problem}.`, {
    hint,
    at,
    cause,
  });
}
