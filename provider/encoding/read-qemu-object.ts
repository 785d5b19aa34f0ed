import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { actions } from "../filter/filter.ts";
import type { ExactJson } from "./exact-json.ts";
import type { QemuEvent, QemuObject } from "./qemu-object.ts";

/**
 * Takes a QEMU object from JSON as QEMU's generated visitors do: every key known and of its type,
 * every mandatory key there. What the values mean is not looked at.
 *
 * @throws {PmuFilterError} QEMU_OBJECT_INVALID with the path of the key.
 */
export function readQemuObject(json: ExactJson): QemuObject {
  const keys = ["qom-type", "id", "action", "x86-fixed-counter", "events"];
  const object = readMembers(json, "", keys);
  const bitmap = object.get("x86-fixed-counter");
  const events = object.get("events");
  return {
    "qom-type": readOneOf(object.get("qom-type"), "qom-type", ["kvm-pmu-filter"]),
    id: readString(object.get("id"), "id"),
    action: readOneOf(object.get("action"), "action", actions),
    ...(bitmap === undefined
      ? {}
      : { "x86-fixed-counter": readNumber(bitmap, "x86-fixed-counter", 32n) }),
    ...(events === undefined ? {} : { events: readEvents(events) }),
  };
}

const formats = ["raw", "x86-select-umask", "x86-masked-entry"] as const;

const eventKeys = {
  raw: ["format", "code"],
  "x86-select-umask": ["format", "select", "umask"],
  "x86-masked-entry": ["format", "select", "match", "mask", "exclude"],
} as const satisfies Record<(typeof formats)[number], readonly string[]>;

function readEvents(json: ExactJson): readonly QemuEvent[] {
  if (!Array.isArray(json)) throw expected("a list", json, "events");
  return json.map((element: ExactJson, index) => readEvent(element, `events[${index}]`));
}

function readEvent(json: ExactJson, path: string): QemuEvent {
  const anyKeys = [...new Set(Object.values(eventKeys).flat())];
  const format = readOneOf(
    readMembers(json, path, anyKeys).get("format"),
    `${path}.format`,
    formats,
  );
  const event = readMembers(json, path, eventKeys[format]);
  const number = (key: string, bits: bigint) => readNumber(event.get(key), `${path}.${key}`, bits);
  switch (format) {
    case "raw":
      return { format, code: readInteger(event.get("code"), `${path}.code`, 64n) };
    case "x86-select-umask":
      return { format, select: number("select", 16n), umask: number("umask", 8n) };
    case "x86-masked-entry":
      return {
        format,
        select: number("select", 16n),
        match: number("match", 8n),
        mask: number("mask", 8n),
        exclude: readBoolean(event.get("exclude"), `${path}.exclude`),
      };
  }
}

function readMembers(
  json: ExactJson,
  path: string,
  keys: readonly string[],
): ReadonlyMap<string, ExactJson> {
  if (!(json instanceof Map)) throw expected("an object", json, path);
  for (const key of json.keys()) {
    if (keys.includes(key)) continue;
    throw invalid(path === "" ? key : `${path}.${key}`, "the key is unknown here", {
      hint: `The keys are ${keys.join(", ")}.`,
    });
  }
  return json;
}

function readOneOf<const T extends string>(
  json: ExactJson | undefined,
  path: string,
  values: readonly T[],
): T {
  const value = values.find((candidate) => candidate === json);
  if (value !== undefined) return value;
  throw expected(values.map((candidate) => JSON.stringify(candidate)).join(" or "), json, path);
}

function readString(json: ExactJson | undefined, path: string): string {
  if (typeof json !== "string") throw expected("a string", json, path);
  return json;
}

function readBoolean(json: ExactJson | undefined, path: string): boolean {
  if (typeof json !== "boolean") throw expected("true or false", json, path);
  return json;
}

function readNumber(json: ExactJson | undefined, path: string, bits: bigint): number {
  return Number(readInteger(json, path, bits));
}

function readInteger(json: ExactJson | undefined, path: string, bits: bigint): bigint {
  const max = (1n << bits) - 1n;
  if (typeof json === "bigint" && json >= 0n && json <= max) return json;
  throw expected(`an integer from 0 to ${max}`, json, path);
}

function expected(wanted: string, json: ExactJson | undefined, path: string): PmuFilterError {
  if (json === undefined) return invalid(path, `the key is missing; it takes ${wanted}`);
  return invalid(path, `expected ${wanted}, found ${shown(json)}`);
}

function shown(json: ExactJson): string {
  if (json instanceof Map) return "an object";
  if (Array.isArray(json)) return "a list";
  if (typeof json === "object" && json !== null && "fraction" in json) return json.fraction;
  return typeof json === "string" ? JSON.stringify(json) : String(json);
}

function invalid(path: string, problem: string, details: { hint?: string } = {}): PmuFilterError {
  const place = path === "" ? "" : `, at ${path}`;
  return new PmuFilterError("QEMU_OBJECT_INVALID", `The QEMU object${place}: ${problem}.`, {
    ...details,
    at: path,
  });
}
