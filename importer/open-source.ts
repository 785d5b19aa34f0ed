import { statSync } from "node:fs";
import { ImportFailure } from "./import-failure.ts";
import { readKernel } from "./kernel/read-kernel.ts";
import { readLibpfm4 } from "./libpfm4/read-libpfm4.ts";
import { readPerfmon } from "./perfmon/read-perfmon.ts";
import type { Source } from "./source.ts";

/** The source in a directory, of whichever form it is; throws {@link ImportFailure} if of none. */
export function openSource(directory: string): Source {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ImportFailure(`${directory} is not a directory`);
  }
  for (const read of [readKernel, readPerfmon, readLibpfm4]) {
    const source = read(directory);
    if (source !== undefined && source.cores.length > 0) return source;
  }
  throw new ImportFailure(
    `${directory} has no tables of events in a form that is known`,
    "Give the root of a kernel, intel/perfmon or libpfm4 source; docs/importer.md tells the layouts.",
  );
}
