import { type Cpu, cpuNamed } from "../../provider/catalog/cpu.ts";

/** The CPUs of these names, which must be known. */
export function named(...names: readonly string[]): readonly Cpu[] {
  return names.map((name) => {
    const cpu = cpuNamed(name);
    if (cpu === undefined) throw new Error(`${name} is no CPU`);
    return cpu;
  });
}
