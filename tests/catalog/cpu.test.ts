import { spawnSync } from "node:child_process";
import test from "ava";
import { coreTable } from "../../provider/catalog/core-table.ts";
import { cpuNamed, cpus, suggestCpus, vendorsOf } from "../../provider/catalog/cpu.ts";
import { named } from "./named-cpus.ts";

const spellings: readonly [string, string | undefined][] = [
  ["SPR", "SPR"],
  ["spr", "SPR"],
  ["sapphirerapids", "SPR"],
  ["Sapphire Rapids", "SPR"],
  ["Zen 4", "zen4"],
  ["ZEN4", "zen4"],
  ["neoverse_n1", "neoverse-n1"],
  ["Neoverse N1", "neoverse-n1"],
  ["intel", "intel"],
  ["arm64", "arm64"],
  ["Z80", undefined],
  ["", undefined],
];

for (const [spelling, name] of spellings) {
  test(`"${spelling}" is ${name ?? "no CPU"}`, (t) => t.is(cpuNamed(spelling)?.name, name));
}

test("every CPU is found by its own name, and no two by one", (t) => {
  for (const cpu of cpus()) t.deepEqual(cpuNamed(cpu.name), cpu);
  t.is(new Set(cpus().map(({ name }) => name)).size, cpus().length);
});

test("a misspelt CPU has a suggestion", (t) =>
  t.deepEqual(suggestCpus("zen9").slice(0, 1), ["zen1"]));

test("the server cores are there, each with a table", (t) => {
  const wanted = [
    ..."HSX BDX SKX CLX ICX SPR EMR GNR SRF".split(" "),
    ..."zen1 zen2 zen3 zen4 zen5".split(" "),
    ..."n1 n2 n3 v1 v2 v3".split(" ").map((core) => `neoverse-${core}`),
    "armv8",
  ];
  for (const cpu of named(...wanted)) t.true((coreTable(cpu)?.size ?? 0) > 80, cpu.name);
});

test("vendors are those of x86", (t) => {
  t.deepEqual(vendorsOf(named("zen4", "SPR", "intel")), ["intel", "amd"]);
  t.deepEqual(vendorsOf(named("neoverse-n1")), []);
});

test("resolving a name on one core type loads that table and no other", (t) => {
  const program = `
    import Module from "node:module";
    import { cpuNamed } from "./provider/catalog/cpu.ts";
    import { eventMeaning } from "./provider/catalog/event-meaning.ts";
    eventMeaning("MEM_LOAD_RETIRED.L3_MISS", cpuNamed("SPR"));
    const files = Object.keys(Module._cache).filter((path) => path.includes("/catalog/data/"));
    console.log(files.map((path) => path.split("/data/")[1]).join(" "));
  `;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", program],
    { cwd: new URL("../..", import.meta.url), encoding: "utf8" },
  );
  t.is(stdout.trim(), "index.json intel/SPR.json", stderr);
});
