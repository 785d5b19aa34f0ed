import type { Entry } from "../../filter/entry.ts";
import type { Action } from "../../filter/filter.ts";
import type { FixedCounter } from "../../filter/fixed-counter.ts";
import { coreTable } from "../core-table.ts";
import type { Arch, Cpu } from "../cpu.ts";
import { type EventCode, entryOfCode } from "../event-code.ts";
import { deniedEntries } from "./denied-entries.ts";
import type { PresetName } from "./preset.ts";
import { type LeftOut, type PresetSelection, selectPreset } from "./select-preset.ts";

/** What a preset lists on several CPUs together. */
export interface PresetEvents {
  /** The listed codes; under `deny` those that the preset does not allow. */
  readonly codes: readonly EventCode[];
  /** Under `deny` on x86, the entries that list these codes and what else would count the same. */
  readonly denied: readonly Entry[];
  readonly fixedCounters: readonly FixedCounter[];
  /** Codes of some of the CPUs that may not count because they tell of what is shared on others. */
  readonly withheld: readonly (LeftOut & { readonly cpu: string })[];
}

/**
 * What a preset lists for hosts with these CPUs. A filter has the same codes on every host, so a code
 * is allowed only where it is harmless on all of them.
 */
export function presetEvents(
  preset: PresetName,
  action: Action,
  cpus: readonly Cpu[],
): PresetEvents {
  const selections = cpus.map((cpu) => ({ cpu, ...selectionOn(preset, cpu) }));
  const allowed = distinct(selections.flatMap(({ codes }) => codes));
  const refused = selections.flatMap(({ cpu, leftOut }) =>
    leftOut.map((left) => ({ ...left, cpu: cpu.name })),
  );
  if (action === "deny") return deniedEvents(allowed, refused, cpus[0]?.arch);
  const withheld = refused.filter(
    (left) => left.class !== undefined && allowed.includes(left.code),
  );
  const kept = allowed.filter((code) => !withheld.some((left) => left.code === code));
  const fixedCounters = distinct(selections.flatMap((selection) => selection.fixedCounters));
  return { codes: kept, denied: [], fixedCounters, withheld };
}

function deniedEvents(
  allowed: readonly EventCode[],
  refused: readonly (LeftOut & { readonly cpu: string })[],
  arch: Arch | undefined,
): PresetEvents {
  const codes = distinct(refused.map(({ code }) => code));
  if (arch === "arm64") return { codes, denied: [], fixedCounters: [], withheld: [] };
  const denied = deniedEntries(codes, allowed);
  const costs = ({ code }: LeftOut) =>
    denied.some(
      (entry) =>
        entry.mask === 0 &&
        entry.select === entryOfCode(code).select &&
        allowed.some((other) => entryOfCode(other).select === entry.select),
    );
  return { codes, denied, fixedCounters: [], withheld: refused.filter(costs) };
}

function selectionOn(preset: PresetName, cpu: Cpu): PresetSelection {
  const table = coreTable(cpu);
  return selectPreset(preset, cpu, table?.events());
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
