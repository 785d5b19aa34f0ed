/** An Intel part as the sources name it. */
export interface IntelPart {
  /** Intel's short name, which is its directory in Intel's own repository. */
  readonly id: string;
  readonly title: string;
  /** The microarchitectures of a hybrid part's core types, by the kernel's PMU. */
  readonly cores?: Readonly<Record<string, string>>;
}

/** Intel's parts by their directory in the kernel's tools/perf/pmu-events/arch/x86. */
export const intelParts: Readonly<Record<string, IntelPart>> = {
  alderlake: {
    id: "ADL",
    title: "Alder Lake",
    cores: { cpu_core: "goldencove", cpu_atom: "gracemont" },
  },
  alderlaken: { id: "ADLN", title: "Alder Lake-N" },
  arrowlake: {
    id: "ARL",
    title: "Arrow Lake",
    cores: { cpu_core: "lioncove", cpu_atom: "skymont", cpu_lowpower: "crestmont" },
  },
  bonnell: { id: "BNL", title: "Bonnell" },
  broadwell: { id: "BDW", title: "Broadwell" },
  broadwellde: { id: "BDW-DE", title: "Broadwell-DE" },
  broadwellx: { id: "BDX", title: "Broadwell-EP" },
  cascadelakex: { id: "CLX", title: "Cascade Lake" },
  clearwaterforest: { id: "CWF", title: "Clearwater Forest" },
  diamondrapids: { id: "DMR", title: "Diamond Rapids" },
  elkhartlake: { id: "EHL", title: "Elkhart Lake" },
  emeraldrapids: { id: "EMR", title: "Emerald Rapids" },
  goldmont: { id: "GLM", title: "Goldmont" },
  goldmontplus: { id: "GLP", title: "Goldmont Plus" },
  grandridge: { id: "GRR", title: "Grand Ridge" },
  graniterapids: { id: "GNR", title: "Granite Rapids" },
  haswell: { id: "HSW", title: "Haswell" },
  haswellx: { id: "HSX", title: "Haswell-EP" },
  icelake: { id: "ICL", title: "Ice Lake" },
  icelakex: { id: "ICX", title: "Ice Lake-SP" },
  ivybridge: { id: "IVB", title: "Ivy Bridge" },
  ivytown: { id: "IVT", title: "Ivy Bridge-EP" },
  jaketown: { id: "JKT", title: "Sandy Bridge-EP" },
  knightslanding: { id: "KNL", title: "Knights Landing" },
  knightsmill: { id: "KNM", title: "Knights Mill" },
  lunarlake: {
    id: "LNL",
    title: "Lunar Lake",
    cores: { cpu_core: "lioncove", cpu_atom: "skymont" },
  },
  meteorlake: {
    id: "MTL",
    title: "Meteor Lake",
    cores: { cpu_core: "redwoodcove", cpu_atom: "crestmont" },
  },
  nehalemep: { id: "NHM-EP", title: "Nehalem-EP" },
  nehalemex: { id: "NHM-EX", title: "Nehalem-EX" },
  novalake: {
    id: "NVL",
    title: "Nova Lake",
    cores: { cpu_core: "coyotecove", cpu_atom: "arcticwolf" },
  },
  pantherlake: {
    id: "PTL",
    title: "Panther Lake",
    cores: { cpu_core: "cougarcove", cpu_atom: "darkmont" },
  },
  rocketlake: { id: "RKL", title: "Rocket Lake" },
  sandybridge: { id: "SNB", title: "Sandy Bridge" },
  sapphirerapids: { id: "SPR", title: "Sapphire Rapids" },
  sierraforest: { id: "SRF", title: "Sierra Forest" },
  silvermont: { id: "SLM", title: "Silvermont" },
  skylake: { id: "SKL", title: "Skylake" },
  skylakex: { id: "SKX", title: "Skylake-SP" },
  snowridgex: { id: "SNR", title: "Snow Ridge" },
  tigerlake: { id: "TGL", title: "Tiger Lake" },
  "westmereep-dp": { id: "WSM-EP-DP", title: "Westmere-EP (DP)" },
  "westmereep-sp": { id: "WSM-EP-SP", title: "Westmere-EP (SP)" },
  westmereex: { id: "WSM-EX", title: "Westmere-EX" },
};

/** The part of Intel's short name, and its directory in the kernel. */
export function partOfId(id: string): (IntelPart & { readonly directory: string }) | undefined {
  const found = Object.entries(intelParts).find(([, part]) => part.id === id.toUpperCase());
  return found && { ...found[1], directory: found[0] };
}
