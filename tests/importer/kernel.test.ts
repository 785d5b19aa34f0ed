import { join } from "node:path";
import test from "ava";
import { readKernel } from "../../importer/kernel/read-kernel.ts";

const fixture = join(import.meta.dirname, "fixtures", "kernel");
const arch = "tools/perf/pmu-events/arch";

function idsIn(directory: string): readonly string[] | undefined {
  return readKernel(join(fixture, directory))?.cores.map(({ core }) => core.id);
}

function coreOf(id: string) {
  return readKernel(fixture)?.cores.find(({ core }) => core.id === id);
}

const arm64 = ["neoverse-n2", "neoverse-v2", "example-a1", "armv8"];
const x86 = ["ADL-atom", "ADL-core", "examplex", "zen9"];

for (const [directory, ids] of [
  [".", [...x86, ...arm64]],
  ["tools/perf", [...x86, ...arm64]],
  ["tools/perf/pmu-events", [...x86, ...arm64]],
  [arch, [...x86, ...arm64]],
  [`${arch}/x86`, x86],
  [`${arch}/arm64`, arm64],
  [`${arch}/x86/examplex`, ["examplex"]],
  [`${arch}/x86/alderlake`, ["ADL-atom", "ADL-core"]],
  [`${arch}/arm64/arm`, ["neoverse-n2", "neoverse-v2", "example-a1"]],
  [`${arch}/arm64/arm/neoverse-n2-v2`, ["neoverse-n2", "neoverse-v2"]],
] as const) {
  test(`the source may be given as ${directory}`, (t) => {
    t.deepEqual(idsIn(directory), ids);
  });
}

test("a directory without tables is no source", (t) => {
  t.is(readKernel(import.meta.dirname), undefined);
});

test("an x86 core type has its CPUs, its list's version and its path", (t) => {
  const { core, path, revision } = coreOf("examplex") ?? {};
  t.deepEqual(core?.cpuid, ["GenuineIntel-99-0[AB]"]);
  t.is(path, `${arch}/x86/examplex`);
  t.is(revision, "v3");
});

test("a hybrid part is one core type per PMU, with the same CPUs", (t) => {
  const [atom, core] = [coreOf("ADL-atom"), coreOf("ADL-core")];
  t.deepEqual(Object.fromEntries(core?.read().events ?? []), { "NUTS.CRACKED": "c4/00" });
  t.deepEqual(Object.fromEntries(atom?.read().events ?? []), {
    "NUTS.CRACKED": "c5/00",
    "NUTS.BURIED": "c6/00",
  });
  t.is(core?.core.pmu, "cpu_core");
  t.true(core?.core.aliases.includes("ADL-goldencove"));
  t.deepEqual(atom?.core.cpuid, core?.core.cpuid);
});

test("a directory of two core types is both, each with its registers", (t) => {
  const midr = (id: string) => coreOf(id)?.core.midr;
  t.deepEqual(midr("neoverse-n2"), ["0x00000000410fd490"]);
  t.deepEqual(midr("neoverse-v2"), ["0x00000000410fd4f0"]);
  t.deepEqual(midr("example-a1"), ["0x00000000990f0010", "0x00000000990f0020"]);
  const events = { LEAVES_FALLEN: "0011", ROOTS_RD: "0060" };
  t.deepEqual(Object.fromEntries(coreOf("neoverse-n2")?.read().events ?? []), events);
  t.deepEqual(Object.fromEntries(coreOf("neoverse-v2")?.read().events ?? []), events);
});

test("standard events are resolved where the core's own directory is given", (t) => {
  const one = readKernel(join(fixture, arch, "arm64/arm/example-a1"))?.cores[0];
  t.is(one?.read().events.get("LEAVES_RAKED"), "4006");
});

test("armv8 has the architecture's events", (t) => {
  t.deepEqual(
    [...(coreOf("armv8")?.read().events.keys() ?? [])],
    ["LEAVES_FALLEN", "LEAVES_RAKED", "ROOTS_RD"],
  );
});
