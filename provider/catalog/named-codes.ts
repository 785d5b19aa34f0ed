import { coreTable } from "./core-table.ts";
import type { Cpu } from "./cpu.ts";
import type { EventCode } from "./event-code.ts";
import { eventsOf } from "./event-meaning.ts";

/** Every code that has a name on one of the CPUs, each once, in the order of the codes. */
export function namedCodes(cpus: readonly Cpu[]): readonly EventCode[] {
  // A filter's entries are named one by one, on the same CPUs.
  const key = cpus.map(({ name }) => name).join();
  const codes = known.get(key) ?? collect(cpus);
  known.set(key, codes);
  return codes;
}

const known = new Map<string, readonly EventCode[]>();

function collect(cpus: readonly Cpu[]): readonly EventCode[] {
  const codes = cpus.flatMap((cpu) => [
    ...(coreTable(cpu)?.codes() ?? []),
    ...eventsOf(cpu).flatMap((event) => event[cpu.vendor]?.codes ?? []),
  ]);
  return [...new Set(codes)].sort((a, b) => orderOf(a) - orderOf(b));
}

function orderOf(code: EventCode): number {
  const [select = "", umask = "0"] = code.split("/");
  return Number.parseInt(select, 16) * 256 + Number.parseInt(umask, 16);
}
