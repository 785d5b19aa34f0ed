import { ImportFailure } from "./import-failure.ts";
import { openSource } from "./open-source.ts";
import { readOptions } from "./options.ts";
import { isComplete } from "./report/import-report.ts";
import { listText } from "./report/list-text.ts";
import { reportJson } from "./report/report-json.ts";
import { reportText } from "./report/report-text.ts";
import { runImport } from "./run-import.ts";
import { usage } from "./usage.ts";

process.exitCode = main(process.argv.slice(2));

/** 0: all is imported; 1: not all, the report says what is missing; 2: the arguments are wrong. */
function main(args: readonly string[]): number {
  try {
    const options = readOptions(args);
    if (options.help) {
      process.stdout.write(usage);
      return 0;
    }
    if (options.list) {
      process.stdout.write(`${listText(options.sources.map(openSource))}\n`);
      return 0;
    }
    const report = runImport(options);
    if (options.json) process.stdout.write(`${reportJson(report)}\n`);
    process.stderr.write(`${reportText(report)}\n`);
    return isComplete(report) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ImportFailure)) throw error;
    const { message, hint } = error;
    process.stderr.write(`import: ${message}.${hint === undefined ? "" : ` ${hint}`}\n`);
    return 2;
  }
}
