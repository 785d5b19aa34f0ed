import { execa } from "execa";

/** One way of reading a core type's table in a process that has read none. */
export interface TableLoad {
  readonly name: string;
  /** Milliseconds, without the start of the process and of the catalogue's code. */
  measure(): Promise<number>;
}

/** The catalogue's first lookup on the largest and on a usual table, beside reading the larger file. */
export function tableLoads(root: string): readonly TableLoad[] {
  const table = (cpu: string) => ({
    name: `catalogue: ${cpu}`,
    measure: () => timed(root, `coreTable(cpuNamed("${cpu}")).event("MEM_LOAD_RETIRED.L3_MISS")`),
  });
  return [
    table("SPR"),
    table("CLX"),
    {
      name: "floor: JSON.parse CLX",
      measure: () =>
        timed(root, `JSON.parse(readFileSync("provider/catalog/data/intel/CLX.json"))`),
    },
  ];
}

async function timed(root: string, expression: string): Promise<number> {
  const program = `
    import { readFileSync } from "node:fs";
    import { coreTable } from "./provider/catalog/core-table.ts";
    import { cpuNamed, cpus } from "./provider/catalog/cpu.ts";
    cpus();
    const start = performance.now();
    ${expression};
    console.log(performance.now() - start);
  `;
  const { stdout } = await execa(
    process.execPath,
    ["--no-warnings", "--input-type=module", "--eval", program],
    { cwd: root },
  );
  return Number(stdout);
}
