import type { CRow, CTable } from "./c-tables.ts";

/** What libpfm4 programs for a name: a row of the event table, a unit mask, and modifiers. */
export interface Programmed {
  readonly event: CRow;
  readonly umask: CRow | undefined;
  /** The unit masks of the event. */
  readonly umasks: readonly CRow[];
  /** `c=1`, `i=1`, `e=1`, `t=1`, `ldlat=128`, ... */
  readonly modifiers: readonly string[];
  /** The models that the name is for; none for all. */
  readonly models: readonly string[];
}

/**
 * What libpfm4 programs for an event and a unit mask: that itself, or what its row says that it is
 * equivalent to, EVENT:UMASK:c=1 or, for a unit mask, UMASK:c=1 (libpfm4, pfmlib_parse_equiv_event
 * and .uequiv); the row's own code then does not count.
 */
export function programmed(
  event: CRow,
  umask: CRow | undefined,
  table: CTable,
  tables: ReadonlyMap<string, CTable>,
): Programmed {
  const [first, ...rest] = event.text("equiv")?.split(":") ?? [];
  const other = table.rows.find((row) => row.text("name") === first) ?? event;
  const umasks = umasksOf(other, tables);
  const start = onlyNamed(rest, umasks) ?? (other === event ? umask : sameName(umask, umasks));
  const words = start?.text("uequiv")?.split(":") ?? [];
  return {
    event: other,
    // The code of a row that is equivalent to several is theirs together.
    umask: onlyNamed(words, umasks) ?? start,
    umasks,
    modifiers: [...rest, ...words].filter((word) => /^[a-z_]+(=\w+)?$/.test(word)),
    models: [...event.words("model"), ...(umask?.words("umodel") ?? [])],
  };
}

/** The unit mask of a name among these words, if they name no other. */
function onlyNamed(words: readonly string[], umasks: readonly CRow[]): CRow | undefined {
  const named = umasks.filter((row) => words.includes(row.text("uname") ?? ""));
  return new Set(named.map((row) => row.text("uname"))).size === 1 ? named[0] : undefined;
}

function sameName(umask: CRow | undefined, umasks: readonly CRow[]): CRow | undefined {
  const name = umask?.text("uname");
  return umasks.find((row) => row.text("uname") === name) ?? umask;
}

/** The unit masks of an event; none where it has none, or none that are in the header. */
export function umasksOf(event: CRow, tables: ReadonlyMap<string, CTable>): readonly CRow[] {
  const [name = ""] = event.words("umasks");
  return tables.get(name)?.rows ?? [];
}
