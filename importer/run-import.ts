import { type CoreTable, readCoreFile, writeCoreFile } from "./catalogue/core-file.ts";
import { indexRow, mergeIndex } from "./catalogue/index-file.ts";
import { type Provenance, provenanceOf } from "./catalogue/provenance.ts";
import { chooseCores } from "./choose-cores.ts";
import { openSource } from "./open-source.ts";
import type { Options } from "./options.ts";
import type { CoreReport, ImportReport } from "./report/import-report.ts";
import { type CoreReading, collectRows, type RowReading } from "./rows/reading.ts";
import type { Source, SourceCore } from "./source.ts";

/** Imports the chosen core types of all sources, and tells what became of each. */
export function runImport(options: Options): ImportReport {
  const sources = options.sources.map(openSource);
  const chosen = chooseCores(sources, options.only);
  const reports = sources.map((source) => ({
    kind: source.kind,
    directory: source.directory,
    remarks: options.only.length === 0 ? source.remarks : [],
    faults: source.faults,
    cores: importCores(
      source,
      source.cores.filter((core) => chosen.has(core)),
      options,
    ),
  }));
  return { sources: reports };
}

function importCores(
  source: Source,
  cores: readonly SourceCore[],
  options: Options,
): readonly CoreReport[] {
  // All of them first: nothing is written if the source's version is not known.
  const known = cores.map((core) => ({ core, provenance: provenanceOf(source, core, options) }));
  const reports = known.map(({ core, provenance }) => importCore(core, provenance, options));
  const written = cores.filter((_, i) => reports[i]?.written === true);
  if (written.length > 0)
    mergeIndex(
      options.out,
      written.map(({ core }) => indexRow(core)),
    );
  return reports;
}

function importCore(
  { core, read }: SourceCore,
  source: Provenance,
  { out, add }: Options,
): CoreReport {
  const there = readCoreFile(out, core);
  const before = add ? there : undefined;
  const reading = before === undefined ? read() : addedTo(before.events, read());
  const { events, leftOut, remarks, unreadable } = reading;
  const written = unreadable.length === 0 && events.size > (before?.events.size ?? 0);
  if (written) writeCoreFile(out, core, tableOf(before, source, events));
  const idle = before !== undefined && unreadable.length === 0 && !written;
  return {
    cpu: core.id,
    events: events.size - (before?.events.size ?? 0),
    written: written || idle,
    leftOut,
    remarks: add ? remarks : [...remarks, ...replaced(there, source)],
    unreadable,
  };
}

/** A remark if names of another package go. */
function replaced(there: CoreTable | undefined, source: Provenance): readonly string[] {
  if (there === undefined || there.source.package === source.package) return [];
  const { package: name, version } = there.source;
  return [`replaces the names of ${name} ${version}; --add keeps them`];
}

/**
 * What a core type has, and behind it names for codes that it had none for: a second name for what
 * has one already would only be another vocabulary.
 */
function addedTo(before: ReadonlyMap<string, string>, reading: CoreReading): CoreReading {
  const had = new Set([...before.values()].flatMap(codesOf));
  const lacking = [...reading.events].filter(([name, value]) => {
    return before.has(name) || codesOf(value).some((code) => !had.has(code));
  });
  const rows = [...before, ...lacking].map(
    ([name, value]): RowReading => ({ kind: "event", name, value }),
  );
  const { unreadable } = reading;
  const second = reading.events.size - lacking.length;
  const remarks = [
    ...reading.remarks,
    ...(second === 0 ? [] : [`${second} names are not added: their codes have names`]),
  ];
  const both = collectRows(rows, { remarks, unreadable });
  return { ...both, leftOut: [...reading.leftOut, ...both.leftOut] };
}

function codesOf(value: string): readonly string[] {
  return value.split(" ", 1)[0]?.split(",") ?? [];
}

function tableOf(
  before: CoreTable | undefined,
  source: Provenance,
  events: ReadonlyMap<string, string>,
): CoreTable {
  if (before === undefined) return { source, events };
  const others = (before.added ?? []).filter((one) => one.package !== source.package);
  return { source: before.source, added: [...others, source], events };
}
