import { QemuError } from "./qemu-error.ts";

/** A value of QEMU's JSON. Integers are exact; a float is only known to be one. */
export type Json = null | boolean | string | bigint | Float | readonly Json[] | JsonObject;

/** An object, its keys in their order. */
export type JsonObject = ReadonlyMap<string, Json>;

/** A number that QEMU keeps as a double: with a fraction or an exponent, or beyond 64 bits. */
export interface Float {
  readonly float: string;
}

/** Whether a value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return value instanceof Map;
}

/**
 * Reads a text as QEMU does (qobject/json-lexer.c, json-parser.c): strings in double or single
 * quotes, no key twice, no comma at the end, decimal integers without leading zeros.
 *
 * @throws QemuError
 */
export function readJson(text: string): Json {
  const reader = new Reader(text);
  const value = reader.value();
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): Json {
    if (this.#take("{")) return this.#object();
    if (this.#take("[")) return this.#list();
    const string = this.#string();
    if (string !== undefined) return string;
    const number = this.#token(/-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.])/y);
    if (number !== undefined) return toNumber(number);
    const keyword = this.#token(/[a-z]+/y);
    if (keyword === undefined) throw parseError("expecting value");
    if (keyword === "null") return null;
    if (keyword === "true" || keyword === "false") return keyword === "true";
    throw parseError(`invalid keyword '${keyword}'`);
  }

  end(): void {
    if (this.#token(/$/y) === undefined) throw parseError("expecting end of input");
  }

  #object(): JsonObject {
    const members = new Map<string, Json>();
    if (this.#take("}")) return members;
    do {
      const key = this.#string();
      if (key === undefined) throw parseError("key is not a string in object");
      if (!this.#take(":")) throw parseError("missing : in object pair");
      if (members.has(key)) throw parseError("duplicate key");
      members.set(key, this.value());
    } while (this.#take(","));
    if (!this.#take("}")) throw parseError("expected separator in dict");
    return members;
  }

  #list(): readonly Json[] {
    const items: Json[] = [];
    if (this.#take("]")) return items;
    do items.push(this.value());
    while (this.#take(","));
    if (!this.#take("]")) throw parseError("expected separator in list");
    return items;
  }

  #string(): string | undefined {
    const quoted = this.#token(stringToken);
    return quoted?.slice(1, -1).replace(escapeSequence, (_, unit: string, simple: string) => {
      return unit === undefined
        ? (escapes[simple] ?? simple)
        : String.fromCharCode(Number.parseInt(unit, 16));
    });
  }

  #take(punctuation: string): boolean {
    this.#token(space);
    if (this.#text[this.#at] !== punctuation) return false;
    this.#at += 1;
    return true;
  }

  /** What a sticky expression matches after white space. */
  #token(expression: RegExp): string | undefined {
    for (const sticky of [space, expression]) {
      sticky.lastIndex = this.#at;
      const found = sticky.exec(this.#text)?.[0];
      if (found === undefined) return undefined;
      this.#at += found.length;
      if (sticky === expression) return found;
    }
    return undefined;
  }
}

const space = /[ \t\r\n]*/y;
const escapeSequence = /\\(?:u([0-9a-fA-F]{4})|(.))/g;
const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const escapePattern = String.raw`\\(?:u[0-9a-fA-F]{4}|["'\\/bfnrt])`;
const stringToken = new RegExp(
  String.raw`"(?:[^"\\\x00-\x1f]|${escapePattern})*"|'(?:[^'\\\x00-\x1f]|${escapePattern})*'`,
  "y",
);

function toNumber(literal: string): bigint | Float {
  if (/[.eE]/.test(literal)) return { float: literal };
  const value = BigInt(literal);
  return value < -(2n ** 63n) || value >= 2n ** 64n ? { float: literal } : value;
}

function parseError(what: string): QemuError {
  return new QemuError(`JSON parse error, ${what}`);
}
