import type { Cpu } from "../catalog/cpu.ts";
import { entryOfCode, eventOfCode } from "../catalog/event-code.ts";
import type { PresetName } from "../catalog/presets/preset.ts";
import { type PresetEvents, presetEvents } from "../catalog/presets/preset-events.ts";
import { shortened } from "../errors/shortened.ts";
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
    entries: action === "allow" ? codes.map(entryOfCode) : events.denied,
    fixedCounters,
    findings: withheldFinding(events, action),
  };
}

function withheldFinding({ withheld }: PresetEvents, action: Action): readonly Finding[] {
  if (withheld.length === 0) return [];
  const meanings = withheld.map(({ code, name, cpu }) => `${code} is ${name} on ${cpu}`);
  const what =
    action === "allow"
      ? "Codes that the preset has for some of the CPUs tell of what cores share on others, and are not listed"
      : "Whole selects are denied because of codes that tell of what cores share on some of the CPUs, with what others have there";
  return [
    {
      code: "CODE_MEANS_OTHER_EVENT",
      severity: "warn",
      message: `${what}: ${shortened(meanings, "; ")}.`,
      hint: "Give hosts with these CPUs a filter of their own to have all that the preset allows.",
      entries: [...new Set(withheld.map(({ code }) => code))],
    },
  ];
}
