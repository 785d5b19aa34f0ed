import type { Action } from "../../filter/filter.ts";
import type { FixedCounter } from "../../filter/fixed-counter.ts";
import { coreTable } from "../core-table.ts";
import type { Cpu } from "../cpu.ts";
import type { EventCode } from "../event-code.ts";
import type { PresetName } from "./preset.ts";
import { type LeftOut, type PresetSelection, selectPreset } from "./select-preset.ts";

/** What a preset lists on several CPUs together. */
export interface PresetEvents {
  /** The listed codes; under `deny` those that the preset does not allow. */
  readonly codes: readonly EventCode[];
  /** Under `deny`, the selects of which no code is allowed on any of the CPUs, in hexadecimal. */
  readonly wholeSelects: ReadonlySet<string>;
  readonly fixedCounters: readonly FixedCounter[];
  /** Under `allow`, codes of some of the CPUs that tell of what is shared on others: not listed. */
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
  if (action === "deny") {
    const selects = new Set(allowed.map(selectOf));
    const codes = distinct(refused.map(({ code }) => code));
    const wholeSelects = new Set(codes.map(selectOf).filter((select) => !selects.has(select)));
    return { codes, wholeSelects, fixedCounters: [], withheld: [] };
  }
  const withheld = refused.filter(
    (left) => left.class !== undefined && allowed.includes(left.code),
  );
  const kept = allowed.filter((code) => !withheld.some((left) => left.code === code));
  const fixedCounters = distinct(selections.flatMap((selection) => selection.fixedCounters));
  return { codes: kept, wholeSelects: new Set(), fixedCounters, withheld };
}

function selectionOn(preset: PresetName, cpu: Cpu): PresetSelection {
  const table = coreTable(cpu);
  return selectPreset(preset, cpu, table?.events());
}

function selectOf(code: EventCode): string {
  return code.split("/", 1)[0] ?? "";
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
