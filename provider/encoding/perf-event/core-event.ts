import { nearest } from "../../errors/nearest.ts";
import { codeOfConfig, x86Config } from "./config-code.ts";
import type { PerfArch, PerfEvent } from "./perf-event.ts";
import { rawConfig } from "./perf-number.ts";
import { extraConfigs, pmuFormats, sessionTerms } from "./pmu-format.ts";
import { type Part, refusal } from "./refusal.ts";
import { termNumber } from "./term-number.ts";
import type { Term } from "./terms.ts";

/**
 * The event that the terms of a core PMU say. As in perf, `config` and a raw code set all bits, and
 * what the other terms set comes on top (kernel, tools/perf/util/pmu.c, pmu_config_term()).
 *
 * @throws {PmuFilterError} PERF_EVENT_INVALID, EVENT_UMASK_EXT.
 */
export function coreEvent(
  pmu: Part,
  terms: readonly Term[],
  arch: PerfArch,
  modifiers: readonly string[],
): PerfEvent {
  const found = terms.map((term) => meaningOf(term, arch));
  const ignored = [...found.flatMap((meaning) => meaning.unseen ?? []), ...modifiers];
  const named = found.filter((meaning) => meaning.name !== undefined);
  const codes = found.filter((meaning) => meaning.code !== undefined);
  const [first, second] = named;
  if (first?.name === undefined) {
    if (codes.every(({ code }) => code?.from === "umask")) throw noEvent(pmu);
    // Only a umask and a whole config can have bits that no code has.
    const blamed = codes.find(({ code }) => code?.from !== "event")?.part ?? pmu;
    return codeOfConfig({ config: configOf(codes), ignored }, arch, blamed);
  }
  const other = codes[0] ?? second;
  if (other !== undefined) throw twoEvents(first.part, other.part, codes.length > 0, arch);
  return { kind: "name", name: first.name, pmu: pmu.text, ignored };
}

/** What a term adds to its event. */
interface Meaning {
  readonly part: Part;
  /** Bits of the config; `config` sets all of them. */
  readonly code?: { readonly bits: bigint; readonly from: "config" | "event" | "umask" };
  readonly name?: string;
  readonly unseen?: readonly string[];
}

function meaningOf(term: Term, arch: PerfArch): Meaning {
  const { part, key, value } = term;
  const raw = value === undefined ? rawConfig(key) : undefined;
  if (raw !== undefined) return { part, code: { bits: raw, from: "config" } };
  if (sessionTerms.has(key)) return { part };
  if (key === "config") return { part, code: { bits: termNumber(term, 64), from: "config" } };
  if (extraConfigs.has(key)) return { part, unseen: unseen(key, termNumber(term, 64), 64) };
  const width = pmuFormats[arch].get(key);
  if (width === undefined) {
    if (value !== undefined || !/^[\w.][\w.:-]*$/.test(key)) throw unknownTerm(part, key, arch);
    return { part, name: key };
  }
  if (key === "event" && value !== undefined && isName(value.text)) {
    return { part, name: value.text };
  }
  const number = termNumber(term, width);
  if (key === "event") return { part, code: { bits: eventBits(number, arch), from: "event" } };
  if (key === "umask") return { part, code: { bits: x86Config(0, Number(number)), from: "umask" } };
  return { part, unseen: unseen(key, number, width) };
}

function configOf(codes: readonly Meaning[]): bigint {
  let config = 0n;
  for (const { code } of codes) if (code?.from === "config") config = code.bits;
  for (const { code } of codes) if (code && code.from !== "config") config |= code.bits;
  return config;
}

function eventBits(event: bigint, arch: PerfArch): bigint {
  return arch === "x86" ? x86Config(Number(event), 0) : event;
}

function unseen(key: string, value: bigint, width: number): readonly string[] {
  if (value === 0n) return [];
  return [width === 1 ? key : `${key}=0x${value.toString(16)}`];
}

/** perf looks for `event=NAME` in its tables; digits alone are a number without its 0x. */
function isName(text: string): boolean {
  return /^[A-Za-z_][\w.:-]*$/.test(text) && !/^[0-9a-fA-F]+$/.test(text);
}

function unknownTerm(part: Part, key: string, arch: PerfArch): Error {
  const known = [...pmuFormats[arch].keys(), "config", ...extraConfigs, ...sessionTerms];
  if (key === "") return refusal(part, "A term is missing", "Take the surplus comma out.");
  const like = nearest(key, known);
  const hint =
    like.length > 0
      ? `Did you mean ${like.join(", ")}?`
      : `The terms of a code are ${[...pmuFormats[arch].keys()].join(", ")}.`;
  return refusal(part, `perf has no term "${key}" on the core PMU`, hint);
}

function noEvent(pmu: Part): Error {
  return refusal(
    pmu,
    "The terms name no event",
    "Write for example cpu/event=0xc4,umask=0x20/; without one perf takes event 0.",
  );
}

function twoEvents(name: Part, other: Part, isCode: boolean, arch: PerfArch): Error {
  if (isCode && nearest(name.text, [...pmuFormats[arch].keys()]).length > 0) {
    return unknownTerm(name, name.text, arch);
  }
  return refusal(
    other,
    `Beside the name "${name.text}" stands ${isCode ? "a code" : "another name"}`,
    "Give each event an entry of its own, by its name or by its code.",
  );
}
