import { codeWords } from "../rows/event-words.ts";
import { leftOut, type RowReading } from "../rows/reading.ts";
import type { Programmed } from "./equivalent.ts";
import { umaskBits } from "./table-rows.ts";

/** What a name of an amd64_entry_t table means (libpfm4, pfm_amd64_get_encoding). */
export function amdName(name: string, what: Programmed): RowReading {
  // Instruction based sampling has its own registers.
  const sampled = what.event.words("flags").some((flag) => /^AMD64_FL_IBS(FE|OP)$/.test(flag));
  if (sampled) return leftOut("pseudo-code", name);
  const select = Number(what.event.number("code"));
  const umask = Number(umaskBits(what, "AMD64_FL_DFL"));
  if (select > 0xfff) return leftOut("select-too-wide", name);
  if (umask > 0xff) return leftOut("umask-too-wide", name);
  return { kind: "event", name, value: codeWords([[select, umask]]) };
}
