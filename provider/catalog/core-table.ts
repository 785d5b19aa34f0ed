import type { Cpu } from "./cpu.ts";
import { requireData } from "./cpu-index.ts";
import type { EventCode } from "./event-code.ts";

/** An event of a core type's table. */
export interface TableEvent {
  /** As in `perf list`. */
  readonly name: string;
  /** Where general-purpose counters count it; a guest may need any of them. */
  readonly codes: readonly EventCode[];
  /** The fixed counter that the name means; such a name has no codes. */
  readonly fixedCounter?: number;
  /** What the name needs besides and a filter does not see: `cmask=1`, `inv`, `edge`, `msr=offcore`. */
  readonly unseen: readonly string[];
  /** The umask bits above the eighth that it needs, in hexadecimal; no guest can count it. */
  readonly umaskExtension?: string;
}

/** The events of a core type. What is not asked for is not read. */
export class CoreTable {
  /** Where the names and codes come from. */
  readonly source: TableSource;
  readonly #lines: Readonly<Record<string, string>>;
  #events: readonly TableEvent[] | undefined;
  #spellings: ReadonlyMap<string, string> | undefined;
  #byCode: ReadonlyMap<EventCode, readonly TableEvent[]> | undefined;

  constructor({ source, events }: TableFile) {
    this.source = source;
    this.#lines = events;
  }

  /** How many names it has. */
  get size(): number {
    return Object.keys(this.#lines).length;
  }

  /** The event of a name, letter case aside. */
  event(name: string): TableEvent | undefined {
    // A list of thousands of names is gone through only for a spelling that is nobody's.
    const usual = [name, name.toUpperCase(), name.toLowerCase()];
    const known = usual.find((spelling) => Object.hasOwn(this.#lines, spelling));
    const spelling = known ?? this.#spelling(name.toLowerCase());
    return spelling === undefined ? undefined : this.#read(spelling);
  }

  /** The events of a code that a guest can count; several names may share one. */
  named(code: EventCode): readonly TableEvent[] {
    return this.#codes().get(code) ?? [];
  }

  /** The codes of all events that a guest can count. */
  codes(): readonly EventCode[] {
    return [...this.#codes().keys()];
  }

  /** All events, in the order of their names. */
  events(): readonly TableEvent[] {
    this.#events ??= Object.keys(this.#lines).map((name) => this.#read(name));
    return this.#events;
  }

  #codes(): ReadonlyMap<EventCode, readonly TableEvent[]> {
    this.#byCode ??= indexByCode(this.events());
    return this.#byCode;
  }

  #spelling(lowerCase: string): string | undefined {
    this.#spellings ??= new Map(Object.keys(this.#lines).map((name) => [name.toLowerCase(), name]));
    return this.#spellings.get(lowerCase);
  }

  #read(name: string): TableEvent {
    return readEvent(name, this.#lines[name] ?? "");
  }
}

/** The package that a table was made from. */
export interface TableSource {
  readonly package: string;
  readonly version: string;
  readonly licence: string;
}

/** The table of a CPU; undefined for a family without one. Nothing of other tables is loaded. */
export function coreTable({ file }: Cpu): CoreTable | undefined {
  if (file === undefined) return undefined;
  const loaded = tables.get(file) ?? new CoreTable(requireData(`./data/${file}`) as TableFile);
  tables.set(file, loaded);
  return loaded;
}

const tables = new Map<string, CoreTable>();

interface TableFile {
  readonly source: TableSource;
  readonly events: Readonly<Record<string, string>>;
}

function indexByCode(events: readonly TableEvent[]): ReadonlyMap<EventCode, readonly TableEvent[]> {
  const byCode = new Map<EventCode, TableEvent[]>();
  for (const event of events) {
    if (event.umaskExtension !== undefined) continue;
    for (const code of event.codes) {
      const same = byCode.get(code);
      if (same === undefined) byCode.set(code, [event]);
      else same.push(event);
    }
  }
  return byCode;
}

/** An event from the words of its line; docs/importer.md has the grammar. */
function readEvent(name: string, value: string): TableEvent {
  const [place = "", ...words] = value.split(" ");
  const extension = words.find((word) => word.startsWith("ext="));
  const fixed = place.startsWith("fixed/");
  return {
    name,
    codes: fixed ? [] : place.split(","),
    ...(fixed && { fixedCounter: Number(place.slice("fixed/".length)) }),
    unseen: words.filter((word) => word !== extension),
    ...(extension !== undefined && { umaskExtension: extension.slice("ext=".length) }),
  };
}
