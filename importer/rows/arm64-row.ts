import { arm64Word } from "./event-words.ts";
import { type JsonRow, NumberInvalid, numberFrom, textOf } from "./json-value.ts";
import { leftOut, type RowReading } from "./reading.ts";
import { rowName } from "./row-name.ts";
import { corePmuOf } from "./row-unit.ts";

/** The events of the architecture, by name in lower case, that rows refer to by `ArchStdEvent`. */
export type StandardEvents = ReadonlyMap<string, { readonly name: string; readonly row: JsonRow }>;

/**
 * What a row of the kernel's JSON means on an arm64 core type. A row that refers to a standard event
 * has that event's code, and its name unless it gives its own (kernel, jevents.py).
 */
export function readArm64Row(row: JsonRow, standard: StandardEvents): RowReading {
  const reference = textOf(row, "ArchStdEvent");
  const found = reference === undefined ? undefined : standard.get(reference.toLowerCase());
  const name = rowName(row, found?.name ?? reference);
  if (typeof name !== "string") return name;
  if (corePmuOf(row) !== "") return leftOut("uncore", name);
  if (reference !== undefined && found === undefined && codeText(row) === undefined) {
    return leftOut("standard-event-unknown", reference);
  }
  const text = found === undefined ? codeText(row) : codeText(found.row);
  if (text === undefined) {
    const metric = [row, found?.row ?? row].some(
      (each) => textOf(each, "MetricExpr") !== undefined,
    );
    return leftOut(metric ? "metric" : "no-code", name);
  }
  try {
    const event = numberFrom(text);
    if (event > 0xffff) return leftOut("select-too-wide", `${name} (${text})`);
    return { kind: "event", name, value: arm64Word(event) };
  } catch (error) {
    if (error instanceof NumberInvalid) return leftOut("number-invalid", `${name} (${text})`);
    throw error;
  }
}

function codeText(row: JsonRow): string | undefined {
  return textOf(row, "EventCode") ?? textOf(row, "ConfigCode");
}
