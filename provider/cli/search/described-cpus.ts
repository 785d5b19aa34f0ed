import { coreTable, type TableSource } from "../../catalog/core-table.ts";
import type { Cpu } from "../../catalog/cpu.ts";
import { cpuIndex } from "../../catalog/cpu-index.ts";
import { eventsOf } from "../../catalog/event-meaning.ts";

/** What there is to say of a CPU. */
export interface DescribedCpu {
  readonly name: string;
  readonly title: string;
  readonly vendor: string;
  readonly arch: string;
  /** How many names it has, the generic ones among them. */
  readonly events: number;
  /** perf's CPUID patterns, or MIDR values; none for a family. */
  readonly identities: readonly string[];
  /** Where its table comes from; absent for a family without one. */
  readonly source?: string;
  readonly licence?: string;
}

/** Describes CPUs; loads the table of each. */
export function describedCpus(cpus: readonly Cpu[]): readonly DescribedCpu[] {
  return cpus.map((cpu) => {
    const { name, title, vendor, arch } = cpu;
    const entry = cpuIndex().find((known) => known.cpu === name);
    const table = coreTable(cpu);
    return {
      name,
      title,
      vendor,
      arch,
      events: (table?.size ?? 0) + eventsOf(cpu).flatMap(({ names }) => names).length,
      identities: [...(entry?.cpuid ?? []), ...(entry?.midr ?? [])],
      ...(table !== undefined && sourceOf(table.source)),
    };
  });
}

/** The row of a CPU in a table. */
export function cpuRows({ name, title, events, identities, source, licence }: DescribedCpu) {
  return [
    name,
    title,
    String(events),
    identities.join(" "),
    source === undefined ? "" : `${source}, ${licence}`,
  ];
}

function sourceOf({ package: name, version, licence }: TableSource) {
  return { source: `${name} ${version}`, licence };
}
