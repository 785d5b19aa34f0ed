import { isObject, type Json, type JsonObject } from "./json.ts";
import { QemuError } from "./qemu-error.ts";

/**
 * Reads the members of an object one by one with QEMU's checks and texts
 * (qapi/qobject-input-visitor.c, qapi-visit-core.c). What is never asked for is unexpected.
 */
export class Visitor {
  readonly #members: JsonObject;
  readonly #path: string;
  readonly #seen = new Set<string>();

  /** @param path - the object's full name and a dot; empty for the outermost */
  constructor(value: Json, path = "") {
    if (!isObject(value)) throw wrongType(path.replace(/\.$/, ""), "object");
    this.#members = value;
    this.#path = path;
  }

  string(key: string): string {
    const value = this.#required(key);
    if (typeof value !== "string") throw wrongType(this.#fullName(key), "string");
    return value;
  }

  boolean(key: string): boolean {
    const value = this.#required(key);
    if (typeof value !== "boolean") throw wrongType(this.#fullName(key), "boolean");
    return value;
  }

  choice<const V extends string>(key: string, values: readonly V[]): V {
    const value = this.string(key);
    const known = values.find((candidate) => candidate === value);
    if (known !== undefined) return known;
    throw new QemuError(`Parameter '${key}' does not accept value '${value}'`);
  }

  /** An unsigned integer; of a negative one QEMU takes the 64 bits. */
  unsigned(key: string, bits: 8 | 16 | 32 | 64): bigint {
    const value = this.#required(key);
    if (typeof value !== "bigint") throw expects(this.#fullName(key), "uint64");
    const taken = BigInt.asUintN(64, value);
    if (taken >= 1n << BigInt(bits)) throw expects(key, `uint${bits}_t`);
    return taken;
  }

  list<T>(key: string, read: (item: Visitor) => T): readonly T[] {
    const value = this.#required(key);
    if (!Array.isArray(value)) throw wrongType(this.#fullName(key), "array");
    return value.map((item: Json, index) => {
      const visitor = new Visitor(item, `${this.#fullName(key)}[${index}].`);
      const taken = read(visitor);
      visitor.end();
      return taken;
    });
  }

  has(key: string): boolean {
    return this.#members.has(key);
  }

  /** Refuses what has not been read. */
  end(): void {
    for (const key of this.#members.keys()) {
      if (!this.#seen.has(key)) {
        throw new QemuError(`Parameter '${this.#fullName(key)}' is unexpected`);
      }
    }
  }

  #required(key: string): Json {
    const value = this.#members.get(key);
    if (value === undefined) throw new QemuError(`Parameter '${this.#fullName(key)}' is missing`);
    this.#seen.add(key);
    return value;
  }

  #fullName(key: string): string {
    return `${this.#path}${key}`;
  }
}

function expects(name: string, what: string): QemuError {
  return new QemuError(`Parameter '${name}' expects ${what}`);
}

function wrongType(name: string, expected: string): QemuError {
  return new QemuError(`Invalid parameter type for '${name}', expected: ${expected}`);
}
