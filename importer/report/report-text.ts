import { type LeftOut, type LeftOutReason, leftOutReasons } from "../rows/left-out.ts";
import type { CoreReport, ImportReport, SourceReport } from "./import-report.ts";

/** An import's report for people: a line per core type, below it what was left out and why. */
export function reportText({ sources }: ImportReport): string {
  return sources.flatMap(sourceLines).join("\n");
}

function sourceLines({ kind, directory, remarks, faults, cores }: SourceReport): readonly string[] {
  return [
    `${kind} ${directory}: ${cores.length} core types`,
    ...faults.map((fault) => `  FAILED: ${fault}`),
    ...remarks.map((remark) => `  note: ${remark}`),
    ...cores.flatMap(coreLines),
  ];
}

function coreLines(report: CoreReport): readonly string[] {
  const { cpu, events, written, leftOut, remarks, unreadable } = report;
  return [
    `  ${cpu}: ${events} events${written ? "" : ", NOT WRITTEN"}`,
    ...unreadable.map((file) => `    FAILED: cannot read ${file}`),
    ...(events === 0 && unreadable.length === 0 ? ["    FAILED: it has no events"] : []),
    ...remarks.map((remark) => `    note: ${remark}`),
    ...byReason(leftOut).map(leftOutLine),
  ];
}

/** What was left out, by reason in the order of the table of reasons. */
export function byReason(
  leftOut: readonly LeftOut[],
): readonly (readonly [reason: LeftOutReason, names: readonly string[]])[] {
  return (Object.keys(leftOutReasons) as LeftOutReason[])
    .map((reason) => {
      const names = leftOut.filter((row) => row.reason === reason).map(({ name }) => name);
      return [reason, names] as const;
    })
    .filter(([, names]) => names.length > 0);
}

function leftOutLine([reason, names]: readonly [LeftOutReason, readonly string[]]): string {
  const { quiet, title } = leftOutReasons[reason];
  const line = `    ${quiet ? "" : "LEFT OUT: "}${names.length} ${title} (${reason})`;
  if (quiet) return line;
  const shown = names.slice(0, most);
  const more = names.length > most ? `, and ${names.length - most} more` : "";
  return `${line}: ${shown.join(", ")}${more}`;
}

const most = 12;
