import type { Cpu } from "../catalog/cpu.ts";
import { entryOfCode, eventOfCode } from "../catalog/event-code.ts";
import { eventMeaning } from "../catalog/event-meaning.ts";
import {
  type ResolvedName,
  resolveEventName,
  suggestNames,
} from "../catalog/resolve-event-name.ts";
import { codeOfRaw, parsePerfEvent } from "../encoding/perf-event/parse-perf-event.ts";
import type { PerfCode, PerfNamedEvent } from "../encoding/perf-event/perf-event.ts";
import { isPerfSyntax } from "../encoding/perf-event/perf-syntax.ts";
import { fixedCounterOfPseudoCode } from "../encoding/perf-event/pseudo-code.ts";
import { exactEntry } from "../filter/entry.ts";
import type { FixedCounter } from "../filter/fixed-counter.ts";
import { nameFindings, unseenFinding } from "./name-findings.ts";
import type { Problem } from "./problem.ts";
import { attempt } from "./refused-by.ts";
import { resolveEntry } from "./resolve-entry.ts";
import { isWrong, listsNothing, type ResolvedEvent } from "./resolved-event.ts";

/** Turns an event's name, or an event in perf's own syntax, into what it lists on the CPUs. */
export function resolveName(text: string, cpus: readonly Cpu[]): ResolvedEvent {
  // Names come first: some of them look like perf's syntax.
  const known = resolveEventName(text, cpus);
  if (known.missingOn.length < cpus.length) return resolveKnown(text, known, cpus);
  const { value: event, refusal } = attempt(() => readPerfEvent(text, cpus));
  // Of what is no perf syntax, perf knows events that are not of the core: context-switches.
  if (!isPerfSyntax(text) && refusal?.code !== "PMU_NOT_CORE") {
    return resolveKnown(text, known, cpus);
  }
  if (event === undefined) return isWrong({ ...refusal, path: ["name"] } as Problem);
  if (event.kind === "code") return resolvePerfCode(text, event, cpus);
  const named = resolveEventName(event.name, cpus);
  const unseen = [...named.unseen, ...event.ignored];
  return resolveKnown(event.name, { ...named, unseen }, cpus);
}

function readPerfEvent(text: string, cpus: readonly Cpu[]): PerfCode | PerfNamedEvent {
  const event = parsePerfEvent(text, cpus[0]?.arch);
  return event.kind === "raw" ? codeOfRaw(event, "x86", text) : event;
}

function resolvePerfCode(text: string, event: PerfCode, cpus: readonly Cpu[]): ResolvedEvent {
  const findings = unseenFinding(text, event.ignored);
  if (event.arch === "arm64")
    return { ...listsNothing, arch: "arm64", ranges: [single(event.event)], findings };
  const { select, umask } = event;
  const pseudo = fixedCounterOfPseudoCode(select, umask);
  const means = (cpu: Cpu) => pseudo !== undefined && isPseudoCode(pseudo, cpu);
  const fixedCounters = pseudo !== undefined && cpus.some(means) ? [pseudo] : [];
  if (cpus.length > 0 && cpus.every(means)) {
    return { ...listsNothing, arch: "x86", fixedCounters, findings };
  }
  return { ...resolveEntry(exactEntry(select, umask), "name", cpus), fixedCounters, findings };
}

/**
 * Whether Linux means a fixed counter by its pseudo-code on the CPU: reference cycles on all of Intel's,
 * the others where there are slots, from Ice Lake on (kernel, arch/x86/events/intel/core.c,
 * intel_*_event_constraints).
 */
function isPseudoCode(counter: FixedCounter, cpu: Cpu): boolean {
  if (cpu.vendor !== "intel") return false;
  return counter === "ref-cycles" || eventMeaning("slots", cpu) !== undefined;
}

function resolveKnown(name: string, known: ResolvedName, cpus: readonly Cpu[]): ResolvedEvent {
  const [cpu] = cpus;
  if (cpu === undefined) {
    return isWrong({
      path: ["name"],
      code: "CPUS_NEEDED",
      message: `"${name}" has a code only on given CPUs`,
      hint: "Say which in cpus, for example cpus: [intel] or cpus: [SPR].",
    });
  }
  if (known.on.size === 0) return isWrong(whyNot(name, known, cpus));
  const { arch } = cpu;
  return {
    ...listsNothing,
    arch,
    byName: true,
    entries: arch === "x86" ? known.codes.map(entryOfCode) : [],
    ranges: arch === "arm64" ? known.codes.map(eventOfCode).map(single) : [],
    fixedCounters: known.fixedCounters,
    findings: nameFindings(name, known, cpus),
  };
}

function single(event: number) {
  return { first: event, last: event };
}

/** Why a name lists nothing on any of the CPUs. */
function whyNot(name: string, { unusable }: ResolvedName, cpus: readonly Cpu[]) {
  const [first] = unusable;
  if (first !== undefined) {
    return {
      path: ["name"],
      code: first.code,
      message: `no guest can count "${name}" on ${unusable.map(({ cpu }) => cpu).join(", ")}: ${first.why}`,
      hint: "Leave it out: there is nothing to allow or to deny.",
    };
  }
  const guesses = suggestNames(name, cpus);
  const asked = cpus.map((cpu) => cpu.name);
  const family = cpus.every(({ file }) => file === undefined);
  return {
    path: ["name"],
    code: "EVENT_NAME_UNKNOWN" as const,
    message: `${asked.join(" and ")} ${asked.length === 1 ? "has" : "have"} no event "${name}" in the catalogue`,
    hint: [
      ...(cacheEvent.test(name)
        ? ["perf makes codes of its cache events by CPU and kernel: list the vendor's events."]
        : []),
      ...(guesses.length === 0 ? [] : [`Did you mean ${guesses.join(" or ")}?`]),
      ...(family
        ? ["A family has only the names that all its cores share; core types have more."]
        : []),
      "Any event can be said by its code.",
    ].join(" "),
  };
}

/** perf's cache events, such as L1-dcache-load-misses (perf list hwcache). */
const cacheEvent = /^(l1-[di]cache|llc|[di]tlb|branch|node)-(load|store|prefetch)/i;
