import { arm64Word } from "../rows/event-words.ts";
import { leftOut, type RowReading } from "../rows/reading.ts";
import type { Programmed } from "./equivalent.ts";

/** What a name of an arm_entry_t table means. */
export function armName(name: string, { event }: Programmed): RowReading {
  const code = event.number("code");
  if (code > 0xffffn) return leftOut("select-too-wide", name);
  return { kind: "event", name, value: arm64Word(Number(code)) };
}
