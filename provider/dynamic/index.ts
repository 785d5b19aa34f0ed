import { createRequire } from "node:module";
import pulumi from "@pulumi/pulumi";
import type { PmuFilterArgs } from "../declared/pmu-filter.ts";
import type { State } from "../resource/state.ts";
import { computedProperties } from "../resource/state.ts";
import { withSecretConnections } from "./secret-connections.ts";

export type { PmuFilterArgs } from "../declared/pmu-filter.ts";

/** The status of a target: what was last observed there, and the evidence. */
export type TargetStatus = State["status"][string];

/**
 * Which CPU performance-monitoring events the guests of a KVM host may count: an allow or deny set
 * of events, and the places that it applies to.
 */
export class PmuFilter extends pulumi.dynamic.Resource {
  /** The listed events by encoding, each with its name or what it matches. */
  declare readonly entries: pulumi.Output<State["entries"]>;
  /** What was last observed at each target: a fingerprint, or in words why it is none. */
  declare readonly applied: pulumi.Output<State["applied"]>;
  /** The status of each target, with its evidence. */
  declare readonly status: pulumi.Output<State["status"]>;
  /** A fingerprint of the filter's effect. */
  declare readonly fingerprint: pulumi.Output<string>;
  /** The filter as KVM_SET_PMU_EVENT_FILTER takes it, in hexadecimal. */
  declare readonly kvmStruct: pulumi.Output<string>;
  /** The filter as the JSON of QEMU's `-object`; undefined for an empty filter. */
  declare readonly qemuObject: pulumi.Output<string | undefined>;
  /** The value of the `-accel` that names the object; it must be the only `-accel`. */
  declare readonly qemuAccel: pulumi.Output<string | undefined>;
  /** The whole list of arguments for QEMU. */
  declare readonly qemuArguments: pulumi.Output<readonly string[] | undefined>;
  /** What is valid about the filter and probably not meant. */
  declare readonly warnings: pulumi.Output<readonly string[]>;

  /**
   * @param name - the resource's name in the stack
   * @param args - the filter and its targets
   * @param opts - Pulumi's resource options
   */
  constructor(name: string, args: PmuFilterArgs, opts: pulumi.CustomResourceOptions = {}) {
    // Properties that are undefined at first are what Pulumi fills from the outputs.
    const computed = Object.fromEntries(
      Object.keys(computedProperties).map((key) => [key, undefined]),
    );
    // The list of events says by index what `entries` says by event: one in front moves them all.
    const shown = pulumi.mergeOptions({ hideDiffs: ["events"] }, opts);
    const { targets } = args;
    const own = {
      ...args,
      ...(targets !== undefined && { targets: withSecretConnections(targets) }),
    };
    super(dynamicProvider(), name, { ...own, ...computed }, shown, "pmufilter", "PmuFilter");
  }
}

/**
 * The provider as the module that `require` returns: Pulumi finds it among the loaded modules and
 * keeps a reference of some 250 bytes instead of its code (the package's own name leads to it).
 */
function dynamicProvider(): pulumi.dynamic.ResourceProvider {
  return createRequire(import.meta.url)("pulumi-pmufilter/provider");
}
