import type { StandardEvents } from "../rows/arm64-row.ts";
import { readJsonFile } from "../rows/json-file.ts";
import { textOf } from "../rows/json-value.ts";
import { jsonFilesIn } from "../rows/read-rows.ts";

/** What rows of core types refer to by `ArchStdEvent`. */
export interface StandardEventFiles {
  readonly events: StandardEvents;
  readonly unreadable: readonly string[];
}

/** The events and metrics in the JSON files of an architecture's own directory. */
export function readStandardEvents(architecture: string): StandardEventFiles {
  const events = new Map<string, { name: string; row: Readonly<Record<string, unknown>> }>();
  const unreadable: string[] = [];
  for (const path of jsonFilesIn(architecture)) {
    try {
      for (const row of readJsonFile(path).rows ?? []) {
        const name = textOf(row, "EventName") ?? textOf(row, "MetricName");
        if (name !== undefined) events.set(name.toLowerCase(), { name, row });
      }
    } catch (error) {
      unreadable.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { events, unreadable };
}
