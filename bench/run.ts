import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { benchApply, missingForApply } from "./apply.ts";
import { tableLoads } from "./catalog-load.ts";
import { benchFleet, missingForFleetBench } from "./fleet.ts";
import { mergings, pairCount } from "./minimise.ts";
import { measureStart, programs } from "./plugin-start.ts";
import { preparePreview, type StackUnderTest, scriptPlugin } from "./preview.ts";

/*
 * `npm run bench`: the merging of a long list of events, the loading of a core type's table, the
 * plugin's start, the preview of 1 and of 1,000 filters, how long a process stands still while
 * kvm-pmu-filter sets a filter in its VM, and how long it takes to bring a filter to 100 hosts, each
 * beside its peer or floors in the same run, interleaved. `npm run bench -- apply` and
 * `npm run bench -- fleet` do the last ones alone. Believe the ratios; the times are the machine's.
 */

const root = join(import.meta.dirname, "..");
const filter = {
  type: "pmufilter:PmuFilter",
  properties: {
    action: "allow",
    cpus: ["intel"],
    events: [{ name: "instructions" }, { name: "cycles" }, { select: "0xc5", umask: "0x00" }],
  },
};

async function main(only: string | undefined): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "pmufilter-bench-"));
  try {
    const installed = only === "apply" ? "" : await install(directory);
    if (only === undefined) await benchPackage(directory, installed);
    if (only !== "fleet") {
      await unlessMissing("Setting a filter in a running process", missingForApply(), () =>
        benchApply(directory),
      );
    }
    if (only !== "apply") {
      await unlessMissing("The push to a fleet", missingForFleetBench(), () =>
        benchFleet(directory, installed),
      );
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function unlessMissing(
  what: string,
  why: string | undefined,
  bench: () => Promise<void>,
): Promise<void> {
  if (why === undefined) await bench();
  else console.log(`\n${what} is left out: ${why}.`);
}

async function benchPackage(directory: string, installed: string): Promise<void> {
  await compare(`Merge ${pairCount} pairs, ms; name: entries`, mergings(), 15);
  await compare("Load one core type, ms", tableLoads(root), 15);
  await benchStarts(installed);
  for (const count of [1, 1000]) await benchPreviews(directory, installed, count);
}

/** The package as npm would install it, beside the clone's own dependencies. */
async function install(directory: string): Promise<string> {
  await execa("node", ["toolchain/build.ts"], { cwd: root });
  const { stdout } = await execa("npm", ["pack", "--ignore-scripts", "--json", "--dry-run"], {
    cwd: root,
  });
  const [{ files }] = JSON.parse(stdout) as [{ files: readonly { path: string }[] }];
  const at = join(directory, "node_modules", "pulumi-pmufilter");
  mkdirSync(at, { recursive: true });
  for (const { path } of files) cpSync(join(root, path), join(at, path));
  symlinkSync(join(root, "node_modules"), join(at, "node_modules"));
  return at;
}

async function benchStarts(installed: string): Promise<void> {
  const contenders = programs(installed).map((program) => ({
    name: program.name,
    measure: () => measureStart(program),
  }));
  await compare("Start to first answered call, ms", contenders, 15);
}

async function benchPreviews(directory: string, installed: string, count: number): Promise<void> {
  const bare = scriptPlugin(directory, "bare", join(root, "bench", "bare-provider.ts"));
  const stacks: readonly StackUnderTest[] = [
    { name: "pmufilter", plugin: { name: "pmufilter", path: installed }, resource: filter },
    {
      name: "floor: bare grpc-js",
      plugin: { name: "bare", path: bare },
      resource: { ...filter, type: "bare:Bare" },
    },
    {
      name: "floor: engine alone",
      plugin: undefined,
      resource: { type: "pulumi:index:Stash", properties: { input: filter.properties } },
    },
  ];
  const contenders = [];
  for (const stack of stacks) {
    contenders.push({ name: stack.name, measure: await preparePreview(directory, stack, count) });
  }
  await compare(`Preview of ${count}, s`, contenders, 5);
}

interface Contender {
  readonly name: string;
  measure(): Promise<number>;
}

/** Takes turns, after a round to warm up, and prints medians and their ratio to the first. */
async function compare(
  title: string,
  contenders: readonly Contender[],
  rounds: number,
): Promise<void> {
  const results = contenders.map(() => [] as number[]);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const taken = await contender.measure();
      if (round > 0) results[index]?.push(taken);
    }
  }
  console.log(`\n${title} (median of ${rounds})`);
  const first = median(results[0] ?? []);
  for (const [index, { name }] of contenders.entries()) {
    const value = median(results[index] ?? []);
    const ratio = `${(first / value).toFixed(2)} x`;
    console.log(`  ${name.padEnd(26)} ${value.toPrecision(3).padStart(8)}   ${ratio}`);
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
