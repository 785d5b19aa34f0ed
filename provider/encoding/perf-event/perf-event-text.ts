import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { hexadecimal } from "../../filter/hexadecimal.ts";
import { x86Config } from "./config-code.ts";
import type { PerfArm64Event, PerfX86Event } from "./perf-event.ts";

/** A code without what a filter does not see: of x86, select and umask; of arm64, the event number. */
export type PrintableCode =
  | Pick<PerfX86Event, "arch" | "select" | "umask">
  | Pick<PerfArm64Event, "arch" | "event">;

/**
 * A code in perf's syntax: `pmu` is `cpu/event=0xc4,umask=0x20/` or `armv8_pmuv3_0/event=0x11/`, with
 * a umask of 0 left out; `raw` is `r20c4`.
 *
 * @throws {PmuFilterError} PERF_EVENT_INVALID for a number that does not fit its field.
 */
export function perfEventText(code: PrintableCode, form: "pmu" | "raw" = "pmu"): string {
  if (code.arch === "arm64") {
    checkWidth("event", code.event, 0xffff);
    return form === "raw"
      ? `r${code.event.toString(16)}`
      : `armv8_pmuv3_0/event=${hexadecimal(code.event)}/`;
  }
  checkWidth("select", code.select, 0xfff);
  checkWidth("umask", code.umask, 0xff);
  if (form === "raw") return `r${x86Config(code.select, code.umask).toString(16)}`;
  const umask = code.umask === 0 ? "" : `,umask=${hexadecimal(code.umask)}`;
  return `cpu/event=${hexadecimal(code.select)}${umask}/`;
}

function checkWidth(field: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= max) return;
  throw new PmuFilterError(
    "PERF_EVENT_INVALID",
    `The ${field} ${value} is not between 0 and ${hexadecimal(max)}.`,
    { hint: "perf's syntax says one event, by its whole select and umask or its event number." },
  );
}
