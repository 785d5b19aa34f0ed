import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { checkSelect } from "../../filter/check-entry.ts";
import { type ExactJson, readExactJson } from "../exact-json.ts";
import { checkQemuId } from "../qemu-id.ts";
import type { QemuObject } from "../qemu-object.ts";
import { readQemuObject } from "../read-qemu-object.ts";
import { readProperties } from "./properties.ts";

/**
 * The kvm-pmu-filter objects among the values of `-object`, by id. QEMU makes all of them, linked or
 * not, so what it refuses here keeps the VM from starting.
 *
 * @throws {PmuFilterError} QEMU_OBJECT_INVALID, QEMU_ID_INVALID, SELECT_OUT_OF_RANGE,
 *   QEMU_ARGUMENTS_INVALID for the same id twice.
 */
export function pmuFilterObjects(values: readonly string[]): ReadonlyMap<string, QemuObject> {
  const objects = new Map<string, QemuObject>();
  for (const value of values.filter(isPmuFilter)) {
    const object = readObject(value);
    if (objects.has(object.id)) {
      throw new PmuFilterError(
        "QEMU_ARGUMENTS_INVALID",
        `Two objects have the id "${object.id}", so QEMU does not start.`,
        { hint: "Give each an id of its own." },
      );
    }
    objects.set(object.id, object);
  }
  return objects;
}

function isPmuFilter(value: string): boolean {
  if (!value.includes("kvm-pmu-filter")) return false;
  if (value.startsWith("{")) return /["']qom-type["']\s*:\s*["']kvm-pmu-filter["']/.test(value);
  const { first, values } = readProperties(value);
  return first === "kvm-pmu-filter" || values.get("qom-type") === "kvm-pmu-filter";
}

function readObject(value: string): QemuObject {
  if (!value.startsWith("{")) {
    throw new PmuFilterError(
      "QEMU_OBJECT_INVALID",
      "The kvm-pmu-filter object is not written as JSON, in which alone events can be given.",
      { hint: `Write -object '{"qom-type":"kvm-pmu-filter",...}'.` },
    );
  }
  const json = readExactJson(inDoubleQuotes(value), "The QEMU object");
  const object = readQemuObject(withAllOnes(json));
  checkQemuId(object.id);
  for (const event of object.events ?? []) if (event.format !== "raw") checkSelect(event.select);
  return object;
}

/** QEMU's reader takes strings in single quotes, too (qobject/json-lexer.c). */
function inDoubleQuotes(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g, (string, single?: string) =>
    single === undefined
      ? string
      : `"${single.replaceAll(/\\.|"/g, (part) => (part === '"' ? '\\"' : part.replace("\\'", "'")))}"`,
  );
}

/** For a raw code QEMU takes -1, and means all 64 bits by it. */
function withAllOnes(json: ExactJson): ExactJson {
  if (Array.isArray(json)) return json.map((element: ExactJson) => withAllOnes(element));
  if (!(json instanceof Map)) return json;
  return new Map(
    [...(json as ReadonlyMap<string, ExactJson>)].map(([key, value]): [string, ExactJson] => [
      key,
      key === "code" && value === -1n ? 0xffff_ffff_ffff_ffffn : withAllOnes(value),
    ]),
  );
}
