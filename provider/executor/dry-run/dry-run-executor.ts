import type { FileReading } from "../../target/file-reading.ts";
import { throwIfCancelled } from "../cancellation.ts";
import type { Executor } from "../executor.ts";
import type { Journal } from "./journal.ts";

/** Writes steps down in the journal, and answers from it. No host is asked or changed. */
export function dryRunExecutor(journal: Journal): Executor {
  return {
    dryRun: true,

    async read(queries, signal) {
      throwIfCancelled(signal);
      return Promise.all(
        queries.map(async ({ path }): Promise<FileReading> => {
          const file = await journal.fileAt(path);
          if (file === undefined) return { kind: "absent" };
          const { text, mode, owner, group } = file;
          return {
            kind: "file",
            file: { text, mode, owner: asList(owner), group: asList(group) },
          };
        }),
      );
    },

    async carryOut(plan, signal) {
      throwIfCancelled(signal);
      await journal.append(plan);
    },
  };
}

function asList(account: string | undefined): readonly string[] {
  return account === undefined ? [] : [account];
}
