import { arm64CoreNamed } from "../core-types/arm64-core.ts";
import { partOfId } from "../core-types/intel-parts.ts";
import { hybridCore, x86Core } from "../core-types/x86-core.ts";
import type { Core } from "../source.ts";

/** A core type of a header of libpfm4, and the model by which its rows are told from others'. */
export interface HeaderCore {
  readonly core: Core;
  readonly model?: string;
}

/**
 * The core types of a header in libpfm4's lib/events; none for units outside the cores, for what is
 * no core type (x86_arch), and for NetBurst, whose events are not selects and umasks.
 */
export function headerCores(file: string): readonly HeaderCore[] {
  if (/_unc_|_unc\b|_l3\.h|_nb\.h|x86_arch|netburst/.test(file)) return [];
  const intel = /^intel_(\w+)_events\.h$/.exec(file)?.[1];
  if (intel !== undefined) return (intelHeaders[intel] ?? [[intel]]).map(intelCore);
  const amd = /^amd64_events_(\w+)\.h$/.exec(file)?.[1];
  if (amd !== undefined) {
    const zen = /zen(\d+)$/.exec(amd)?.[0];
    return [{ core: x86Core(zen === undefined ? amd : `amd${zen}`, "amd") }];
  }
  const arm = /^arm_(\w+)_events\.h$/.exec(file)?.[1];
  return arm === undefined
    ? []
    : [{ core: arm64CoreNamed(armNames[arm] ?? arm.replaceAll("_", "-")) }];
}

function intelCore([id, model]: readonly [string, string?]): HeaderCore {
  const [whole = id, role] = /^ADL-/.test(id) ? id.split("-") : [id];
  const part = partOfId(whole);
  const core: Core =
    role === undefined
      ? { id, title: part?.title ?? id, vendor: "intel", aliases: [] }
      : hybridCore(part ?? { id: whole, title: whole }, [], `cpu_${role}`);
  return { core, ...(model !== undefined && { model: `PFM_PMU_INTEL_${model}` }) };
}

// lib/pfmlib_intel_*.c: which PMUs take their events from which header.
const intelHeaders: Readonly<Record<string, readonly (readonly [id: string, model?: string])[]>> = {
  adl_glc: [["ADL-core"]],
  adl_grt: [["ADL-atom"]],
  atom: [["BNL"]],
  bdw: [
    ["BDW", "BDW"],
    ["BDX", "BDW_EP"],
  ],
  glm: [["GLM"]],
  gnr: [["GNR"]],
  hsw: [
    ["HSW", "HSW"],
    ["HSX", "HSW_EP"],
  ],
  icl: [
    ["ICL", "ICL"],
    ["ICX", "ICX"],
  ],
  ivb: [
    ["IVB", "IVB"],
    ["IVT", "IVB_EP"],
  ],
  knl: [["KNL"], ["KNM"]],
  nhm: [
    ["NHM-EP", "NHM"],
    ["NHM-EX", "NHM_EX"],
  ],
  skl: [
    ["SKL", "SKL"],
    ["SKX", "SKX"],
    ["CLX", "CLX"],
  ],
  slm: [["SLM"]],
  snb: [
    ["SNB", "SNB"],
    ["JKT", "SNB_EP"],
  ],
  spr: [["SPR"], ["EMR"]],
  tmt: [["EHL"], ["SNR"]],
  wsm: [
    ["WSM-EP-SP", "WSM"],
    ["WSM-EP-DP", "WSM_DP"],
  ],
};

const armNames: Readonly<Record<string, string>> = {
  cavium_tx2: "thunderx2",
  fujitsu_a64fx: "a64fx",
  fujitsu_monaka: "monaka",
  hisilicon_kunpeng: "hip08",
};
