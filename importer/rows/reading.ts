import type { LeftOut, LeftOutReason } from "./left-out.ts";

/** What one row of a source means. */
export type RowReading =
  | {
      readonly kind: "event";
      readonly name: string;
      /** The words of the catalogue's line. */
      readonly value: string;
      readonly deprecated?: boolean;
    }
  | { readonly kind: "left-out"; readonly reason: LeftOutReason; readonly name: string };

/** What was read of a core type. */
export interface CoreReading {
  /** The words of the catalogue's line, by name. */
  readonly events: ReadonlyMap<string, string>;
  readonly leftOut: readonly LeftOut[];
  /** Oddities that lost nothing. */
  readonly remarks: readonly string[];
  /** Files that could not be read, with the reason; the core is then not complete. */
  readonly unreadable: readonly string[];
}

/** A row that is not in the catalogue. */
export function leftOut(reason: LeftOutReason, name: string): RowReading {
  return { kind: "left-out", reason, name };
}

/**
 * The reading of a core from its rows, in their order. Of a name with several codes the first one
 * that is not deprecated stays; letter case makes no difference between names.
 */
export function collectRows(
  rows: Iterable<RowReading>,
  { remarks = [], unreadable = [] }: Partial<Pick<CoreReading, "remarks" | "unreadable">> = {},
): CoreReading {
  const kept = new Map<string, RowReading & { kind: "event" }>();
  const left: LeftOut[] = [];
  for (const row of rows) {
    if (row.kind === "left-out") {
      left.push({ reason: row.reason, name: row.name });
      continue;
    }
    const key = row.name.toLowerCase();
    const before = kept.get(key);
    if (before === undefined) {
      kept.set(key, row);
    } else if (before.value === row.value) {
      left.push({ reason: "alias", name: row.name });
    } else {
      const [stays, goes] =
        before.deprecated === true && row.deprecated !== true ? [row, before] : [before, row];
      kept.set(key, stays);
      left.push({
        reason: "code-conflict",
        name: `${goes.name} (${goes.value}, kept as ${stays.value})`,
      });
    }
  }
  const events = new Map([...kept.values()].map(({ name, value }) => [name, value]));
  return { events, leftOut: left, remarks, unreadable };
}
