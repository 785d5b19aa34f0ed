import { type JsonRow, textOf } from "./json-value.ts";
import { leftOut, type RowReading } from "./reading.ts";

/** The name of a row's event, or why it has none that can be used. */
export function rowName(row: JsonRow, standardName?: string): string | RowReading {
  const name = textOf(row, "EventName") ?? standardName;
  if (name === undefined) {
    const metric = textOf(row, "MetricName");
    return metric === undefined ? leftOut("no-event", "") : leftOut("metric", metric);
  }
  return /^[\x21-\x7e]+$/.test(name) ? name : leftOut("name-invalid", JSON.stringify(name));
}
