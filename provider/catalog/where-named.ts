import { type FixedCounter, fixedCounterNames } from "../filter/fixed-counter.ts";
import type { VendorMeaning } from "./catalog-event.ts";
import type { TableEvent } from "./core-table.ts";

/** Whether a core type with these events has the event: see {@link VendorMeaning}. */
export function isAmong(
  { codes = [], fixedCounter, whereNamed }: VendorMeaning,
  events: readonly TableEvent[],
): boolean {
  if (whereNamed === undefined) return true;
  return events.some(
    (event) =>
      event.umaskExtension === undefined &&
      whereNamed.test(event.name) &&
      (event.codes.some((code) => codes.includes(code)) ||
        (fixedCounter !== undefined && counterOf(event) === fixedCounter)),
  );
}

/** The fixed counter that an event of a table means, if it has a name. */
export function counterOf({ fixedCounter }: TableEvent): FixedCounter | undefined {
  return fixedCounter === undefined ? undefined : fixedCounterNames[fixedCounter];
}
