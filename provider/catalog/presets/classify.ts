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
 * What the rules must know of a core type with events of these names. Intel's efficiency cores share
 * an L2, and only their tables have stalls by where a load was served; AMD's Zen and Arm's Neoverse N
 * and V have private ones; of other Arm cores it is not known.
 */
export function coreTraits(
  { vendor, name }: Pick<Cpu, "vendor" | "name">,
  names: Iterable<string>,
): CoreTraits {
  switch (vendor) {
    case "intel":
      return { sharedL2: [...names].some((event) => event.startsWith("MEM_BOUND_STALLS")) };
    case "amd":
      return { sharedL2: false };
    case "arm":
      return { sharedL2: !/^neoverse-[nv]\d/.test(name) };
  }
}
