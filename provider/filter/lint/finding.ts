import type { Entry } from "../entry.ts";
import { type LintCode, lintCodes, lintRules, type Severity } from "./lint-rules.ts";

/** Something about a filter that is probably not what was meant. */
export interface Finding {
  readonly code: LintCode;
  readonly severity: Exclude<Severity, "off">;
  /** What is odd about the filter and what comes of it. Long lists are shortened. */
  readonly message: string;
  /** The change that mends it, in the spelling of the inputs. */
  readonly hint?: string;
  /**
   * All that it is about, each once: `entryKey` of an entry, `fixed/N` for bit N of the bitmap, and
   * on arm64 event numbers (`0011`, `0010-001f`). Absent where it is about the filter as a whole.
   */
  readonly entries?: readonly string[];
  /** The change, where one silences the rule on x86 whatever was meant. */
  readonly mend?: Mend;
}

/** A change of an x86 filter: what is removed, then added. */
export interface Mend {
  /** Entries to take out, wherever they stand in the list. */
  readonly remove?: readonly Entry[];
  readonly add?: readonly Entry[];
  /** The new bitmap of fixed counters, 32 bits. */
  readonly fixedCounters?: number;
}

/** What a rule finds: a finding without what the table of rules says of it. */
export type Found = Omit<Finding, "code" | "severity">;

/** Asks every rule for its finding, in the table's order and with its severities. */
export function findingsOf(find: (code: LintCode) => Found | undefined): readonly Finding[] {
  return lintCodes.flatMap((code) => {
    const found = find(code);
    return found === undefined ? [] : [{ code, severity: lintRules[code].severity, ...found }];
  });
}
