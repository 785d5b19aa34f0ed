import type { ImportReport } from "./import-report.ts";
import { byReason } from "./report-text.ts";

/** An import's report for programs; `version` changes when members change their meaning. */
export function reportJson({ sources }: ImportReport): string {
  const report = {
    version: 1,
    sources: sources.map(({ cores, ...source }) => ({
      ...source,
      cores: cores.map(({ leftOut, ...core }) => ({
        ...core,
        leftOut: Object.fromEntries(byReason(leftOut)),
      })),
    })),
  };
  return JSON.stringify(report, undefined, 2);
}
