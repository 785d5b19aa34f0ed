import test from "ava";
import type { CpuVendor } from "../../../provider/catalog/cpu.ts";
import {
  coreTypeOf,
  coreTypesOf,
  vendorOfCpu,
} from "../../../provider/catalog/cpu-identity/core-type.ts";
import {
  cpuIdentityText,
  parseCpuIdentity,
} from "../../../provider/catalog/cpu-identity/cpu-identity.ts";
import { type CpuIndexEntry, cpuIndex } from "../../../provider/catalog/cpu-index.ts";

/** Rows in perf's forms, the order of mapfile.csv kept where patterns of a family overlap. */
const index: readonly CpuIndexEntry[] = [
  row("HSX", { cpuid: ["GenuineIntel-6-3F"] }),
  row("BDX", { cpuid: ["GenuineIntel-6-4F"] }),
  row("BDW-DE", { cpuid: ["GenuineIntel-6-56"] }),
  row("SLM", { cpuid: ["GenuineIntel-6-(37|4A|4C|4D|5A)"] }),
  row("CLX", { cpuid: ["GenuineIntel-6-55-[56789ABCDEF]"] }),
  row("SKX", { cpuid: ["GenuineIntel-6-55-[01234]"] }),
  row("ICX", { cpuid: ["GenuineIntel-6-6[AC]"] }),
  row("SPR", { cpuid: ["GenuineIntel-6-8F"] }),
  row("EMR", { cpuid: ["GenuineIntel-6-CF"] }),
  row("GNR", { cpuid: ["GenuineIntel-6-A[DE]"] }),
  row("SRF", { cpuid: ["GenuineIntel-6-AF"] }),
  row("zen1", { cpuid: ["AuthenticAMD-23-([12][0-9A-F]|[0-9A-F])"] }),
  row("zen2", { cpuid: ["AuthenticAMD-23-[[:xdigit:]]+"] }),
  row("zen3", { cpuid: ["AuthenticAMD-25-([245][[:xdigit:]]|[[:xdigit:]])"] }),
  row("zen4", { cpuid: ["AuthenticAMD-25-[[:xdigit:]]+"] }),
  row("zen5", { cpuid: ["AuthenticAMD-26-([12467][[:xdigit:]]|[[:xdigit:]])"] }),
  row("armv8", { midr: [] }),
  row("neoverse-n1", { midr: ["0x00000000410fd0c0"] }),
  row("neoverse-n2", { midr: ["0x00000000410fd490"] }),
  row("neoverse-n3", { midr: ["0x00000000410fd8e0"] }),
  row("neoverse-v1", { midr: ["0x00000000410fd400"] }),
  row("neoverse-v2", { midr: ["0x00000000410fd4f0"] }),
  row("neoverse-v3", { midr: ["0x00000000410fd830", "0x00000000410fd840"] }),
  row("r2p1-and-later", { midr: ["0x00000000422f0991"] }),
];

const real: readonly [identity: string, core: string | undefined][] = [
  ["GenuineIntel,6,63,2", "HSX"],
  ["GenuineIntel,6,79,1", "BDX"],
  ["GenuineIntel,6,85,4", "SKX"],
  ["GenuineIntel,6,85,7", "CLX"],
  ["GenuineIntel,6,85,11", "CLX"],
  ["GenuineIntel,6,106,6", "ICX"],
  ["GenuineIntel,6,108,1", "ICX"],
  ["GenuineIntel,6,143,8", "SPR"],
  ["GenuineIntel,6,207,2", "EMR"],
  ["GenuineIntel,6,173,1", "GNR"],
  ["GenuineIntel,6,174,1", "GNR"],
  ["GenuineIntel,6,175,3", "SRF"],
  ["AuthenticAMD,23,1,2", "zen1"],
  ["AuthenticAMD,23,8,2", "zen1"],
  ["AuthenticAMD,23,17,0", "zen1"],
  ["AuthenticAMD,23,49,0", "zen2"],
  ["AuthenticAMD,23,113,0", "zen2"],
  ["AuthenticAMD,25,1,1", "zen3"],
  ["AuthenticAMD,25,33,0", "zen3"],
  ["AuthenticAMD,25,17,1", "zen4"],
  ["AuthenticAMD,25,97,2", "zen4"],
  ["AuthenticAMD,25,160,2", "zen4"],
  ["AuthenticAMD,26,2,1", "zen5"],
  ["AuthenticAMD,26,17,0", "zen5"],
  ["0x00000000413fd0c1", "neoverse-n1"],
  ["0x00000000410fd490", "neoverse-n2"],
  ["0x00000000411fd401", "neoverse-v1"],
  ["0x00000000410fd4f1", "neoverse-v2"],
  ["0x00000000410fd8e1", "neoverse-n3"],
  ["0x00000000410fd831", "neoverse-v3"],
];

for (const [text, core] of real) {
  const cpu = parseCpuIdentity(text);
  test(`${cpuIdentityText(cpu)} is ${core}`, (t) => {
    t.is(coreTypeOf(cpu, index)?.cpu, core);
  });
  test(`${cpuIdentityText(cpu)} is ${core} in the catalogue`, (t) => {
    t.is(coreTypeOf(cpu, cpuIndex())?.cpu, core);
  });
}

const odd: readonly [title: string, identity: string, core: string | undefined][] = [
  ["Broadwell-DE is not BDX", "GenuineIntel-6-56-3", "BDW-DE"],
  ["digits may be small", "genuineintel-6-cf-2", "EMR"],
  ["an alternative", "GenuineIntel-6-4d-8", "SLM"],
  ["no part of an alternative", "GenuineIntel-6-4-8", undefined],
  ["without a stepping, a model", "GenuineIntel-6-8F", "SPR"],
  ["without a stepping, neither SKX nor CLX", "GenuineIntel-6-55", undefined],
  ["Neoverse V3, beside V3AE", "0x00000000410fd841", "neoverse-v3"],
  ["another family", "GenuineIntel-7-8F-8", undefined],
  ["a longer model", "AuthenticAMD-23-A0-0", "zen2"],
  ["a later family of AMD's", "AuthenticAMD-26-51-0", undefined],
  ["Hygon", "HygonGenuine-24-0-1", undefined],
  ["Cortex-A76", "0x00000000414fd0b1", undefined],
  ["the part of another implementer", "0x00000000480fd490", undefined],
  ["an earlier variant", "0x00000000421f099f", undefined],
  ["an earlier revision", "0x00000000422f0990", undefined],
  ["the same version", "0x00000000422f0991", "r2p1-and-later"],
  ["a later revision", "0x00000000422f0992", "r2p1-and-later"],
  ["a later variant", "0x00000000423f0990", "r2p1-and-later"],
];

for (const [title, text, core] of odd) {
  test(`${title}: ${text}`, (t) => t.is(coreTypeOf(parseCpuIdentity(text), index)?.cpu, core));
}

test("several CPUs: each core type once, and those that have none", (t) => {
  const texts = ["GenuineIntel-6-8F-8", "HygonGenuine-24-0-1", "GenuineIntel-6-8F-6"];
  const cpus = [...texts, "GenuineIntel-6-CF-2"].map(parseCpuIdentity);
  const { found, unknown } = coreTypesOf(cpus, index);
  t.deepEqual(
    found.map(({ cpu }) => cpu),
    ["SPR", "EMR"],
  );
  t.deepEqual(unknown, [parseCpuIdentity("HygonGenuine-24-0-1")]);
});

test("a hybrid part has a core type per PMU, and AMD's overlapping patterns one", (t) => {
  const hybrid = [
    { ...row("ADL-atom", { cpuid: ["GenuineIntel-6-9[7A]"] }), pmu: "cpu_atom" },
    { ...row("ADL-core", { cpuid: ["GenuineIntel-6-9[7A]"] }), pmu: "cpu_core" },
    row("zen3", { cpuid: ["AuthenticAMD-25-[245]"] }),
    row("zen4", { cpuid: ["AuthenticAMD-25-[[:xdigit:]]+"] }),
  ];
  const names = (text: string) =>
    coreTypesOf([parseCpuIdentity(text)], hybrid).found.map(({ cpu }) => cpu);
  t.deepEqual(names("GenuineIntel-6-97-2"), ["ADL-atom", "ADL-core"]);
  t.deepEqual(names("AuthenticAMD-25-2-1"), ["zen3"]);
  t.deepEqual(names("AuthenticAMD-25-11-1"), ["zen4"]);
});

const vendors: readonly [identity: string, vendor: CpuVendor | undefined][] = [
  ["GenuineIntel-6-8F", "intel"],
  ["AuthenticAMD-25-11", "amd"],
  ["HygonGenuine-24-0", "amd"],
  ["0x00000000410fd490", "arm"],
  ["CentaurHauls-6-F", undefined],
  ["constructor-6-F", undefined],
];

for (const [text, vendor] of vendors) {
  test(`${text} follows ${vendor}`, (t) => t.is(vendorOfCpu(parseCpuIdentity(text)), vendor));
}

function row(cpu: string, patterns: Pick<CpuIndexEntry, "cpuid" | "midr">): CpuIndexEntry {
  return { cpu, title: cpu, vendor: "intel", file: `${cpu}.json`, aliases: [], ...patterns };
}
