import { codeWords, fixedWords, type Unseen } from "../rows/event-words.ts";
import { classicFixedCounter } from "../rows/fixed-counter.ts";
import { leftOut, type RowReading } from "../rows/reading.ts";
import { readTokens } from "./c-tokens.ts";
import { type ReadName, umaskBits } from "./table-rows.ts";

/** What libpfm4's tables for Intel take from pfmlib_intel_x86_priv.h. */
export const intelDefines = readTokens(`
#define INTEL_X86_EDGE_BIT 18
#define INTEL_X86_ANY_BIT 21
#define INTEL_X86_INV_BIT 23
#define INTEL_X86_CMASK_BIT 24
#define INTEL_X86_MOD_EDGE (1 << INTEL_X86_EDGE_BIT)
#define INTEL_X86_MOD_ANY (1 << INTEL_X86_ANY_BIT)
#define INTEL_X86_MOD_INV (1 << INTEL_X86_INV_BIT)
`).defines;

/**
 * What a name of an intel_x86_entry_t table means, on the model of that name where tables serve
 * several (libpfm4, pfm_intel_x86_encode_gen: codes are bits of the event select register).
 */
export function intelName(model: string | undefined): ReadName {
  return (name, what) => {
    const { event, umask, modifiers, models } = what;
    if (models.some((only) => only !== model)) return leftOut("model-specific", name);
    const bits = umaskBits(what, "INTEL_X86_DFL");
    const flags = [...event.words("flags"), ...(umask?.words("uflags") ?? [])];
    const register = registerOf([...flags, ...modifiers]);
    const own = register === "offcore" || register === "frontend" ? 0n : bits & ~0xffn;
    const override = flags.includes("INTEL_X86_CODE_OVERRIDE");
    const code = event.number("code");
    const config = (override ? (code & ~0xffn) | (bits & 0xffn) : code) | own;
    const counters = umask?.number("ucntmsk") || event.number("cntmsk");
    return place(name, config | modifierBits(modifiers), register, {
      mask: counters >> 32n,
      only: flags.includes("INTEL_X86_FIXED"),
    });
  };
}

/** The bits of modifiers that stand in equivalents: c=COUNT, and i, e, t with or without =1. */
function modifierBits(modifiers: readonly string[]): bigint {
  const places: Readonly<Record<string, bigint>> = { c: 24n, i: 23n, t: 21n, e: 18n };
  return modifiers.reduce((bits, modifier) => {
    const [key = "", value = "1"] = modifier.split("=");
    const shift = places[key];
    return shift === undefined ? bits : bits | (BigInt(value) << shift);
  }, 0n);
}

/** The fixed counters that count an event, as bits, and whether no others do. */
interface FixedCounters {
  readonly mask: bigint;
  readonly only: boolean;
}

function place(
  name: string,
  config: bigint,
  register: string | undefined,
  fixed: FixedCounters,
): RowReading {
  const bits = (from: bigint, width: bigint) => Number((config >> from) & ((1n << width) - 1n));
  const unseen: Unseen = {
    counterMask: bits(24n, 8n),
    invert: bits(23n, 1n) > 0,
    edge: bits(18n, 1n) > 0,
    anyThread: bits(21n, 1n) > 0,
    umaskExtension: bits(40n, 8n),
    ...(register !== undefined && { register }),
  };
  const [select, umask] = [bits(0n, 8n), bits(8n, 8n)];
  const index = fixedIndex(name, select, umask, fixed);
  if (index !== undefined) return { kind: "event", name, value: fixedWords(index, unseen) };
  // What is left of select 0 are the pseudo-codes of the topdown metrics.
  if (select === 0) return leftOut("pseudo-code", name);
  return { kind: "event", name, value: codeWords([[select, umask]], unseen) };
}

/**
 * The fixed counter of a pseudo-code, whose umask is index + 1, or of an event of that counter only.
 * The topdown metrics have pseudo-codes as well, so the counter mask or the name has to agree.
 */
function fixedIndex(name: string, select: number, umask: number, { mask, only }: FixedCounters) {
  if (select === 0) {
    const index = umask - 1;
    const agreed =
      classicFixedCounter(name) === index || (index >= 0 && ((mask >> BigInt(index)) & 1n) === 1n);
    return agreed ? index : undefined;
  }
  const lowest = [...mask.toString(2)].toReversed().indexOf("1");
  return only && lowest >= 0 ? lowest : undefined;
}

/** The extra register that flags, or the modifier ldlat=, tell. */
function registerOf(flags: readonly string[]): string | undefined {
  if (flags.includes("INTEL_X86_NHM_OFFCORE")) return "offcore";
  if (flags.includes("INTEL_X86_FRONTEND")) return "frontend";
  const latency = (flag: string) => flag === "INTEL_X86_LDLAT" || flag.startsWith("ldlat=");
  return flags.some(latency) ? "load-latency" : undefined;
}
