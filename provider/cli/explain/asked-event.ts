import { type Arch, type Cpu, cpusOrFamilies, vendorsOf } from "../../catalog/cpu.ts";
import { codeOfEvent, type EventCode } from "../../catalog/event-code.ts";
import { resolveName } from "../../declared/resolve-name.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { checkEvent } from "../../filter/arm64/check-event-range.ts";
import type { EventBits } from "../../filter/arm64/event-space.ts";
import { checkSelect, checkUmask } from "../../filter/check-entry.ts";
import { entryKey, exactEntry } from "../../filter/entry.ts";
import { fixedCounterNames } from "../../filter/fixed-counter.ts";
import { widthsFor } from "../../filter/vendor.ts";
import { type InputProblem, InputProblems, problemsOf } from "../input/input-problem.ts";
import { usageError } from "../options/usage-error.ts";

/** What an event that is asked for comes to: each counter that may count it. */
export interface AskedEvent {
  /** As the user wrote it. */
  readonly text: string;
  /** On general-purpose counters, by code; on arm64 the event numbers. */
  readonly codes: readonly EventCode[];
  /** Fixed counters by their index. */
  readonly fixed: readonly number[];
  /** What the name means besides and a filter does not see, in sentences. */
  readonly notes: readonly string[];
}

/** Whose events they are. */
export interface AskedOf {
  readonly arch: Arch;
  readonly cpus: readonly Cpu[];
  readonly bits: EventBits;
}

/**
 * Reads events as the user wrote them.
 *
 * @throws {InputProblems} what is wrong with any of them.
 */
export function askedEvents(texts: readonly string[], of: AskedOf): readonly AskedEvent[] {
  const problems: InputProblem[] = [];
  const asked = texts.flatMap((text) => {
    try {
      return askedEvent(text, of);
    } catch (error) {
      problems.push(...problemsOf(error));
      return [];
    }
  });
  if (problems.length > 0) throw new InputProblems(problems);
  return asked;
}

/**
 * Reads an event as the user wrote it: `c4/20`, `fixed/0`, `fixed:cycles`, on arm64 `0x11`, perf's
 * syntax, or a name.
 *
 * @throws {PmuFilterError} and {InputProblems} for what is no event there.
 */
export function askedEvent(text: string, of: AskedOf): AskedEvent {
  const nothing = { text, codes: [], fixed: [], notes: [] };
  const [, counter] = /^fixed[/:](.+)$/i.exec(text) ?? [];
  if (counter !== undefined) return { ...nothing, fixed: [fixedIndex(counter, of)] };
  const [, select, umask] = /^(?:0x)?([0-9a-f]{1,8})\/(?:0x)?([0-9a-f]{1,8})$/i.exec(text) ?? [];
  if (select !== undefined && umask !== undefined) {
    return { ...nothing, codes: [pairCode(hexNumber(select), hexNumber(umask), of)] };
  }
  const [, event] = /^(?:0x([0-9a-f]{1,8})|[0-9a-f]{4})$/i.exec(text) ?? [];
  if (event !== undefined || (of.arch === "arm64" && /^[0-9a-f]{4}$/i.test(text))) {
    return { ...nothing, codes: [eventNumber(hexNumber(event ?? text), of)] };
  }
  if (/^r[0-9a-f]{17,}$/i.test(text)) {
    throw new PmuFilterError("PERF_EVENT_INVALID", `"${text}" has more than 64 bits.`, {
      hint: "perf's r is followed by the event select register's value, as r20c4.",
    });
  }
  if (of.arch === "arm64" && /^\d+$/.test(text)) throw bareNumber(text);
  return namedEvent(text, of);
}

/** Four digits are a code of this library; of others it is not said whether they are hexadecimal. */
function bareNumber(text: string): PmuFilterError {
  const decimal = BigInt(text).toString(16);
  const digits = text.replace(/^0+(?=.)/, "");
  const otherwise = decimal === digits ? "" : `, or 0x${decimal} if ${text} is decimal`;
  return usageError(`"${text}" does not say in what base it is.`, `Write 0x${digits}${otherwise}.`);
}

function hexNumber(text: string): number {
  return Number.parseInt(text, 16);
}

function fixedIndex(counter: string, { arch }: AskedOf): number {
  if (arch === "arm64")
    throw usageError("arm64 has no fixed counters.", "Its cycle counter follows event 0x11.");
  if (/^\d{1,2}$/.test(counter) && Number(counter) < 32) return Number(counter);
  const index = (fixedCounterNames as readonly string[]).indexOf(counter.toLowerCase());
  if (index >= 0) return index;
  throw usageError(
    `There is no fixed counter "${counter}".`,
    `Write fixed/0 to fixed/31, or ${fixedCounterNames.map((name) => `fixed:${name}`).join(", ")}.`,
  );
}

function pairCode(select: number, umask: number, { arch, cpus }: AskedOf): EventCode {
  if (arch === "arm64") {
    throw usageError("arm64 has no select and umask.", "Write the event's number, as 0x11.");
  }
  checkSelect(select, widthsFor(vendorsOf(cpus)));
  checkUmask("umask", umask);
  return entryKey(exactEntry(select, umask));
}

function eventNumber(event: number, { arch, bits }: AskedOf): EventCode {
  if (arch === "x86") {
    throw usageError(
      "A number alone is no event of x86.",
      "Write select and umask, as c4/20, or perf's r20c4.",
    );
  }
  checkEvent(event, bits);
  return codeOfEvent(event);
}

function namedEvent(text: string, { arch, cpus }: AskedOf): AskedEvent {
  const of = arch === "arm64" ? cpusOrFamilies(cpus, arch) : cpus;
  const {
    arch: other = arch,
    entries,
    fixedCounters,
    ranges,
    problems,
    findings,
  } = resolveName(text, of);
  if (problems.length > 0) {
    throw new InputProblems(
      problems.map(({ code, message, hint }) => ({
        code,
        message,
        hint: code === "CPUS_NEEDED" ? needsCpu : hint,
      })),
    );
  }
  if (other !== arch)
    throw usageError(`"${text}" is an event of ${other}, and the filter is for ${arch}.`);
  return {
    text,
    codes: [...entries.map(entryKey), ...ranges.map(({ first }) => codeOfEvent(first))],
    fixed: fixedCounters.map((counter) => fixedCounterNames.indexOf(counter)),
    notes: findings.map((finding) => `${text}: ${finding.message}`),
  };
}

const needsCpu = "Say whose with --cpu, for example --cpu intel or --cpu SPR.";
