import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import type { Plan } from "../../target/step.ts";

const stepCodec = t.union([
  t.intersection([
    t.type({ step: t.literal("writeFile"), path: t.string, text: t.string, mode: t.string }),
    t.partial({ owner: t.string, group: t.string }),
  ]),
  t.type({ step: t.literal("removeFile"), path: t.string }),
]);

const entryCodec = t.type({
  /** The version of this form. */
  journal: t.literal(1),
  /** When, ISO 8601 in UTC. */
  time: t.string,
  target: t.string,
  resource: t.string,
  steps: t.readonlyArray(stepCodec),
});

/** One line of the journal: a plan, and when it would have been carried out. */
export interface JournalEntry extends Plan {
  readonly journal: 1;
  readonly time: string;
}

/** The entry that a line holds; undefined if it is none. */
export function parseJournalEntry(line: string): JournalEntry | undefined {
  try {
    const entry = entryCodec.decode(JSON.parse(line));
    return isLeft(entry) ? undefined : (entry.right as JournalEntry);
  } catch {
    return undefined;
  }
}
