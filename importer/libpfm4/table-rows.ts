import { leftOut, type RowReading } from "../rows/reading.ts";
import { MacroUnknown } from "./c-expression.ts";
import type { CRow, CTable } from "./c-tables.ts";
import { type Programmed, programmed, umasksOf } from "./equivalent.ts";

/** Reads one name of a table: an event alone, or with one of its unit masks. */
export type ReadName = (name: string, what: Programmed) => RowReading;

/**
 * The names of an event table: EVENT.UMASK for each unit mask, EVENT for an event without; libpfm4
 * writes them EVENT:UMASK.
 */
export function tableRows(
  table: CTable,
  tables: ReadonlyMap<string, CTable>,
  readName: ReadName,
): readonly RowReading[] {
  const strays = table.strays.map((word) => leftOut("macro-unknown", word));
  const rows = table.rows.flatMap((event) => {
    const name = event.text("name");
    return name === undefined ? [leftOut("no-event", "")] : eventRows(event, name);
  });
  return [...rows, ...strays];

  function eventRows(event: CRow, name: string): readonly RowReading[] {
    const [umasks = "NULL"] = event.words("umasks");
    if (umasks === "NULL") return [readOne(name, event, undefined)];
    const known = tables.get(umasks);
    if (known === undefined) return [leftOut("macro-unknown", `${name} (${umasks})`)];
    return [
      ...umasksOf(event, tables).map((umask) =>
        readOne(`${name}.${umask.text("uname") ?? ""}`, event, umask),
      ),
      ...known.strays.map((word) => leftOut("macro-unknown", `${name} (${word})`)),
    ];
  }

  function readOne(name: string, event: CRow, umask: CRow | undefined): RowReading {
    try {
      return readName(name, programmed(event, umask, table, tables));
    } catch (error) {
      if (!(error instanceof MacroUnknown)) throw error;
      return leftOut("macro-unknown", `${name} (${error.message})`);
    }
  }
}

/**
 * The bits of a unit mask as libpfm4 programs it: with the defaults of the groups that it is not of.
 */
export function umaskBits({ umask, umasks }: Programmed, defaultFlag: string): bigint {
  if (umask === undefined) return 0n;
  // Intel's upper bits of a group are the group that it requires (INTEL_X86_GRP_REQ).
  const group = (each: CRow) => each.number("grpid") & 0xffn;
  return umasks
    .filter((other) => group(other) !== group(umask) && other.words("uflags").includes(defaultFlag))
    .reduce((bits, other) => bits | other.number("ucode"), umask.number("ucode"));
}
