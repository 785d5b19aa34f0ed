import type { Cpu } from "../catalog/cpu.ts";
import { type EventCode, entryOfCode, eventOfCode } from "../catalog/event-code.ts";
import type { PresetName } from "../catalog/presets/preset.ts";
import { type PresetEvents, presetEvents } from "../catalog/presets/preset-events.ts";
import type { Entry } from "../filter/entry.ts";
import type { Action } from "../filter/filter.ts";
import type { Finding } from "../filter/lint/finding.ts";
import { isWrong, listsNothing, type ResolvedEvent } from "./resolved-event.ts";

/** Turns a preset into what it lists on the CPUs. */
export function resolvePreset(
  preset: PresetName,
  action: Action,
  cpus: readonly Cpu[],
): ResolvedEvent {
  if (cpus.length === 0) {
    return isWrong({
      path: [],
      code: "CPUS_NEEDED",
      message: `"${preset}" lists the events of given CPUs`,
      hint: "Say which in cpus, for example cpus: [SPR].",
    });
  }
  if (action === "deny" && preset !== "no-shared-resources") {
    return isWrong({
      path: [],
      code: "PRESET_NEEDS_ALLOW",
      message: `"${preset}" is a list of what may count, and the action is deny`,
      hint: "Say action: allow. Under deny there is no-shared-resources.",
    });
  }
  const families = cpus.filter(({ file }) => file === undefined).map(({ name }) => name);
  if (preset !== "architectural" && families.length > 0) {
    return isWrong({
      path: [],
      code: "PRESET_NEEDS_CORE_TYPE",
      message: `"${preset}" is made from a core type's table, and ${families.join(" and ")} names a family`,
      hint: "Name the core types in cpus, for example SPR or zen4.",
    });
  }
  return listed(presetEvents(preset, action, cpus), action, cpus);
}

function listed(events: PresetEvents, action: Action, [cpu]: readonly Cpu[]): ResolvedEvent {
  const { codes, fixedCounters } = events;
  if (cpu?.arch === "arm64") {
    const ranges = codes.map(eventOfCode).map((event) => ({ first: event, last: event }));
    return { ...listsNothing, arch: "arm64", ranges };
  }
  return {
    ...listsNothing,
    arch: "x86",
    entries: action === "allow" ? codes.map(entryOfCode) : denyEntries(events),
    fixedCounters,
    findings: withheldFinding(events),
  };
}

/**
 * Entries that a guest cannot dodge with more umask bits: the whole select where nothing of it is
 * allowed, otherwise every umask that has the denied bits.
 */
function denyEntries({ codes, wholeSelects }: PresetEvents): readonly Entry[] {
  const entries = codes.map((code: EventCode) => {
    const { select, match: umask } = entryOfCode(code);
    const whole = wholeSelects.has(code.split("/", 1)[0] ?? "");
    if (whole) return { select, mask: 0, match: 0, exclude: false };
    return umask === 0 ? entryOfCode(code) : { select, mask: umask, match: umask, exclude: false };
  });
  return entries.filter(
    (entry, index) =>
      !entries.some(
        (other, at) =>
          at !== index && covers(other, entry) && !(covers(entry, other) && at > index),
      ),
  );
}

/** Whether every event that the second include matches is matched by the first. */
function covers(wide: Entry, narrow: Entry): boolean {
  return (
    wide.select === narrow.select &&
    (wide.mask & ~narrow.mask) === 0 &&
    (narrow.match & wide.mask) === wide.match
  );
}

function withheldFinding({ withheld }: PresetEvents): readonly Finding[] {
  if (withheld.length === 0) return [];
  const shown = withheld.slice(0, 3).map(({ code, name, cpu }) => `${code} is ${name} on ${cpu}`);
  const more = withheld.length > 3 ? `; ${withheld.length - 3} more` : "";
  return [
    {
      code: "CODE_MEANS_OTHER_EVENT",
      severity: "warn",
      message: `Codes that the preset has for some of the CPUs tell of what cores share on others, and are not listed: ${shown.join("; ")}${more}.`,
      hint: "Give hosts with these CPUs a filter of their own to have all that the preset allows.",
      entries: [...new Set(withheld.map(({ code }) => code))],
    },
  ];
}
