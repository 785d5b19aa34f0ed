import type { Cpu, CpuVendor } from "../cpu.ts";
import { amdRules } from "./amd-rules.ts";
import { armRules } from "./arm-rules.ts";
import { type EventClass, isShared, type SharedResource } from "./event-class.ts";
import type { EventRule } from "./event-rule.ts";
import { intelRules } from "./intel-rules.ts";

/** The rules of each vendor. */
export const eventRules: Readonly<Record<CpuVendor, readonly EventRule[]>> = {
  intel: intelRules,
  amd: amdRules,
  arm: armRules,
};

/** What a rule may depend on besides the name. */
export interface CoreTraits {
  /** Whether several cores share an L2. */
  readonly sharedL2: boolean;
}

/** The rule that decides what an event tells of; undefined if it tells of its own core only. */
export function ruleFor(
  vendor: CpuVendor,
  name: string,
  { sharedL2 }: CoreTraits,
): EventRule | undefined {
  return eventRules[vendor].find(
    ({ pattern, onSharedL2 = false }) => (sharedL2 || !onSharedL2) && pattern.test(name),
  );
}

/** What an event tells of besides its own core; undefined if nothing. */
export function classOf(
  vendor: CpuVendor,
  name: string,
  traits: CoreTraits,
): EventClass | undefined {
  return ruleFor(vendor, name, traits)?.class;
}

/** The shared resource that an event of this name tells of; undefined if none. */
export function sharedResourceOf(
  vendor: CpuVendor,
  name: string,
  traits: CoreTraits = { sharedL2: false },
): SharedResource | undefined {
  const found = classOf(vendor, name, traits);
  return found !== undefined && isShared(found) ? found : undefined;
}

/**
 * What the rules must know of a core type. A core whose L2 is not known to be its own is taken to
 * share it, so that one yet to come is not trusted by mistake.
 */
export function coreTraits({ vendor, name }: Pick<Cpu, "vendor" | "name">): CoreTraits {
  return { sharedL2: !privateL2[vendor].test(name) };
}

/** The core types that have their L2 for themselves. */
const privateL2: Readonly<Record<CpuVendor, RegExp>> = {
  // The big cores from Nehalem on. Efficiency cores share theirs, and so do Nova Lake's big ones, in
  // pairs (hence its events of a local slice of the L2).
  intel:
    /^(?:NHM|WSM|SNB|JKT|IVB|IVT|HSW|HSX|BDW|BDX|SKL|SKX|CLX|ICL|ICX|TGL|RKL|SPR|EMR|GNR)(?:-|$)|^(?:ADL|MTL|ARL|LNL|PTL)-core$/,
  // Zen, and what came before Bulldozer (15h) and Jaguar (16h).
  amd: /^(?:zen\d+|k[78]|fam1[0-4]h)$/,
  // Arm's technical reference manuals of the Neoverse cores N1 to N3 and V1 to V3.
  arm: /^neoverse-[nv]\d/,
};
