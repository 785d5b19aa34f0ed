import type { PropertyObject } from "../../provider/declared/property-value.ts";

/** An allow list of two events by name, put at these targets. */
export function branches(...targets: readonly PropertyObject[]): PropertyObject {
  return {
    action: "allow",
    cpus: ["intel"],
    events: [{ name: "branches" }, { name: "branch-misses" }],
    fixedCounters: ["cycles"],
    targets,
  };
}

/** A deny list, put at these targets. */
export function noCaches(...targets: readonly PropertyObject[]): PropertyObject {
  return { action: "deny", events: [{ select: "0x2e", mask: 0, match: 0 }], targets };
}
