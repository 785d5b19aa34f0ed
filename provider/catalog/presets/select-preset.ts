import { type FixedCounter, fixedCounterNames } from "../../filter/fixed-counter.ts";
import type { TableEvent } from "../core-table.ts";
import type { Cpu } from "../cpu.ts";
import type { EventCode } from "../event-code.ts";
import { counterOf, isAmong } from "../where-named.ts";
import { type ArchitecturalEvent, architecturalPreset } from "./architectural-preset.ts";
import { type CoreTraits, classOf, coreTraits } from "./classify.ts";
import { type EventClass, isShared } from "./event-class.ts";
import type { PresetName } from "./preset.ts";

/** What a preset allows on a core type. */
export interface PresetSelection {
  /** Each once, in the order of the table behind the architectural ones. */
  readonly codes: readonly EventCode[];
  readonly fixedCounters: readonly FixedCounter[];
  /** The codes of the table that it does not allow, in the table's order. */
  readonly leftOut: readonly LeftOut[];
}

/** A code that a preset does not allow. */
export interface LeftOut {
  readonly code: EventCode;
  /** The name by which it is left out; others of the same code go with it. */
  readonly name: string;
  /** What the event tells of; absent for one that the preset is merely too small for. */
  readonly class?: EventClass;
}

/**
 * The events that a preset allows on a core type with these events; without events those of its
 * `architectural` part, which is all that can be said of a family without a table.
 *
 * A filter sees codes and not names, so a code is left out if any of its names tells of what the
 * preset leaves out. Names that no guest can count (umask extensions) say nothing about their code.
 */
export function selectPreset(
  preset: PresetName,
  cpu: Pick<Cpu, "vendor" | "name">,
  events?: readonly TableEvent[],
): PresetSelection {
  const usable = events?.filter(({ umaskExtension }) => umaskExtension === undefined);
  const architectural = architecturalPreset[cpu.vendor].filter(
    (event) => usable === undefined || isAmong(event, usable),
  );
  const traits = coreTraits(cpu);
  const allowed = new Set(architectural.flatMap(({ codes }) => codes));
  const refused = refusals(preset, cpu, traits, usable ?? []);
  const leftOut = new Map<EventCode, LeftOut>();
  for (const { name, codes } of usable ?? []) {
    for (const code of codes) {
      const refusal =
        refused.get(code) ?? (preset === "architectural" ? { code, name } : undefined);
      if (allowed.has(code) || leftOut.has(code)) continue;
      if (refusal === undefined) allowed.add(code);
      else leftOut.set(code, refusal);
    }
  }
  return {
    codes: [...allowed, ...mergeEvent(cpu, allowed)],
    fixedCounters: fixedCounters(preset, architectural, usable ?? []),
    leftOut: [...leftOut.values()],
  };
}

function refusals(
  preset: PresetName,
  { vendor }: Pick<Cpu, "vendor">,
  traits: CoreTraits,
  events: readonly TableEvent[],
): ReadonlyMap<EventCode, LeftOut> {
  const refused = new Map<EventCode, LeftOut>();
  for (const { name, codes } of events) {
    const found = classOf(vendor, name, traits);
    if (found === undefined || (preset === "no-shared-resources" && !isShared(found))) continue;
    for (const code of codes)
      if (!refused.has(code)) refused.set(code, { code, name, class: found });
  }
  return refused;
}

/**
 * AMD: select 003 (retired floating-point operations) may count more than 15 in a cycle, for which
 * Linux pairs its counter with the next one, running the merge event fff (kernel,
 * arch/x86/events/amd/core.c, AMD_MERGE_EVENT). No table has it, and it counts nothing by itself. With
 * the emulated vPMU the host pairs the counters, whatever the filter says of fff; with the mediated
 * one (Linux 7.0) a guest programs it itself, and the filter decides (kernel, arch/x86/kvm/pmu.c,
 * kvm_mediated_pmu_refresh_event_filter).
 */
function mergeEvent(
  { vendor }: Pick<Cpu, "vendor">,
  codes: ReadonlySet<EventCode>,
): readonly EventCode[] {
  return vendor === "amd" && [...codes].some((code) => code.startsWith("03/")) ? ["fff/00"] : [];
}

function fixedCounters(
  preset: PresetName,
  architectural: readonly ArchitecturalEvent[],
  events: readonly TableEvent[],
): readonly FixedCounter[] {
  // None of the fixed counters tells of anything but the core.
  const counters: readonly (FixedCounter | undefined)[] = [
    ...architectural.map(({ fixedCounter }) => fixedCounter),
    ...(preset === "architectural" ? [] : events.map(counterOf)),
  ];
  return fixedCounterNames.filter((counter) => counters.includes(counter));
}
