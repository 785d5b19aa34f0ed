import type { CoreVendor } from "../source.ts";
import { type Code, codeWords, fixedWords, type Unseen } from "./event-words.ts";
import { isOffcorePair, registerKind } from "./extra-register.ts";
import { fixedCounterOf } from "./fixed-counter.ts";
import { type JsonRow, NumberInvalid, numberOf, numbersOf, textOf } from "./json-value.ts";
import { leftOut, type RowReading } from "./reading.ts";
import { rowName } from "./row-name.ts";
import { corePmuOf } from "./row-unit.ts";

/** Whose rows they are. */
export interface X86Rows {
  readonly vendor: CoreVendor;
  /** The PMU of one core type of a hybrid part; absent elsewhere. */
  readonly pmu?: string;
}

/** What a row of the kernel's or Intel's JSON means on an x86 core type. */
export function readX86Row(row: JsonRow, { vendor, pmu }: X86Rows): RowReading {
  const name = rowName(row);
  if (typeof name !== "string") return name;
  const unit = corePmuOf(row);
  if (unit === undefined) return leftOut("uncore", name);
  if (pmu !== undefined && unit !== "" && unit !== pmu) return leftOut("other-core-type", name);
  try {
    const deprecated = numberOf(row, "Deprecated") !== 0;
    const words = vendor === "amd" ? amdWords(row) : intelWords(row);
    return "words" in words
      ? { kind: "event", name, value: words.words, deprecated }
      : leftOut(words.reason, name);
  } catch (error) {
    if (error instanceof NumberInvalid)
      return leftOut("number-invalid", `${name} (${error.message})`);
    throw error;
  }
}

type Words =
  | { readonly words: string }
  | { readonly reason: "no-code" | "pseudo-code" | "select-too-wide" | "umask-too-wide" };

function intelWords(row: JsonRow): Words {
  const config = configOf(row);
  const fixed = config === undefined ? fixedCounterOf(row) : undefined;
  if (fixed !== undefined) return { words: fixedWords(fixed, unseenOf(row)) };
  const selects = config === undefined ? numbersOf(row, "EventCode") : [config.select];
  if (selects.length === 0) return { reason: "no-code" };
  // No event has select 0; the rows that do are pseudo-codes of counters that are no counters.
  if (selects.includes(0)) return { reason: "pseudo-code" };
  if (selects.some((select) => select > 0xff)) return { reason: "select-too-wide" };
  const umasks = config === undefined ? numbersOf(row, "UMask") : [config.umask];
  const extension = (umasks[0] ?? 0) >> 8 || numberOf(row, "UMaskExt");
  if (extension > 0xff || umasks.slice(1).some((umask) => umask > 0xff)) {
    return { reason: "umask-too-wide" };
  }
  const codes = pairs(selects, umasks);
  return {
    words: codeWords(withSecondRegister(codes, numbersOf(row, "MSRIndex")), {
      ...unseenOf(row),
      ...config?.unseen,
      umaskExtension: extension,
    }),
  };
}

function amdWords(row: JsonRow): Words {
  const config = configOf(row);
  const selects = config === undefined ? numbersOf(row, "EventCode") : [config.select];
  if (selects.length === 0) return { reason: "no-code" };
  if (selects.some((select) => select > 0xfff)) return { reason: "select-too-wide" };
  const umasks = config === undefined ? numbersOf(row, "UMask") : [config.umask];
  if (umasks.some((umask) => umask > 0xff)) return { reason: "umask-too-wide" };
  const codes = pairs(selects, umasks);
  return { words: codeWords(codes, { ...unseenOf(row), ...config?.unseen }) };
}

/** Selects and umasks side by side if there are as many, else each with each; no umask is 0. */
function pairs(selects: readonly number[], umasks: readonly number[]): readonly Code[] {
  const [only = 0] = umasks;
  if (umasks.length === selects.length) {
    return selects.map((select, i) => [select, (umasks[i] ?? only) & 0xff]);
  }
  const each = umasks.length === 0 ? [0] : umasks;
  return selects.flatMap((select) => each.map((umask): Code => [select, umask & 0xff]));
}

/**
 * Atom cores have one select for both offcore response registers, b7/01 and b7/02; lists that give
 * one umask there leave out the second (kernel, arch/x86/events/intel/core.c, intel_slm_extra_regs
 * and its like).
 */
function withSecondRegister(codes: readonly Code[], registers: readonly number[]): readonly Code[] {
  const [code] = codes;
  const atom = codes.length === 1 && code?.[0] === 0xb7 && code[1] === 0x01;
  return atom && isOffcorePair(registers) ? [...codes, [0xb7, 0x02]] : codes;
}

function unseenOf(row: JsonRow): Unseen {
  const register = registerKind(numbersOf(row, "MSRIndex"));
  return {
    counterMask: numberOf(row, "CounterMask"),
    invert: numberOf(row, "Invert") !== 0,
    edge: numberOf(row, "EdgeDetect") !== 0,
    anyThread: numberOf(row, "AnyThread") !== 0,
    ...(register !== undefined && { register }),
  };
}

interface Config {
  readonly select: number;
  readonly umask: number;
  readonly unseen: Unseen;
}

/** A whole event select register, as `ConfigCode` gives it; its layout is that of MSR 0x186. */
function configOf(row: JsonRow): Config | undefined {
  const text = textOf(row, "ConfigCode");
  if (text === undefined) return undefined;
  const config = BigInt(numberOf(row, "ConfigCode"));
  const bits = (from: number, width: number) =>
    Number((config >> BigInt(from)) & ((1n << BigInt(width)) - 1n));
  return {
    select: bits(0, 8) | (bits(32, 4) << 8),
    umask: bits(8, 8) | (bits(40, 8) << 8),
    unseen: {
      ...(bits(24, 8) > 0 && { counterMask: bits(24, 8) }),
      ...(bits(23, 1) > 0 && { invert: true }),
      ...(bits(18, 1) > 0 && { edge: true }),
      ...(bits(21, 1) > 0 && { anyThread: true }),
    },
  };
}
