import type { TypeOf } from "io-ts";
import { decode } from "../declared/codec.ts";
import { list } from "../declared/list.ts";
import { map } from "../declared/map.ts";
import { object, optional, required } from "../declared/object.ts";
import { pmuFilterProperties } from "../declared/pmu-filter.ts";
import { formatPath } from "../declared/property-path.ts";
import type { PropertyObject } from "../declared/property-value.ts";
import { choice, text } from "../declared/scalar.ts";
import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { actions } from "../filter/filter.ts";
import { type TargetState, targetStatusCodec } from "./target-state.ts";

const arm64CallCodec = object(
  "Arm64Call",
  "One call that filters a VM's events on arm64: struct kvm_pmu_event_filter. The first call also decides for all other events, against its own action.",
  {
    action: required(choice(actions), { description: "What happens to the events." }),
    baseEvent: required(text(), { description: "The first event, `base_event`." }),
    nevents: required(text(), { description: "How many events, `nevents`; 0 is fine." }),
  },
);

/** The properties that the resource puts out besides the declared ones. */
export const computedProperties = {
  entries: required(map(text()), {
    description:
      "The listed events by encoding, each with its name or what it matches: `c4/00` is select and umask, `d0/00&7c` is select, match and mask, `!` marks an exclude, all in hexadecimal; `fixed/0` is fixed counter 0.",
  }),
  applied: required(map(text()), {
    description:
      "What was last observed at each target: the fingerprint of what stands there, or in words why it is not what was put there. Keys are `qemuArgs:HOST:PATH`, `libvirt:HOST:DOMAIN` and `kvm:HOST:name=VM` or the like, as `pulumi import` takes them.",
  }),
  status: required(map(targetStatusCodec), {
    description: "The status of each target, with its evidence.",
  }),
  fingerprint: required(text(), {
    description:
      "A fingerprint of the filter's effect: equal for filters that let the same events count.",
  }),
  kvmStruct: optional(text(), {
    description:
      "x86: the filter as KVM_SET_PMU_EVENT_FILTER takes it, struct kvm_pmu_event_filter, in hexadecimal.",
  }),
  qemuObject: optional(text(), {
    description: "x86: the filter as the JSON of QEMU's `-object`. Absent if the filter is empty.",
  }),
  qemuAccel: optional(text(), {
    description:
      "x86: the value of the `-accel` that names the object; it must be the only `-accel`.",
  }),
  qemuArguments: optional(list(text()), {
    description:
      "x86: the whole list of arguments for QEMU: `-object`, its JSON, `-accel`, its value.",
  }),
  arm64Calls: optional(list(arm64CallCodec), {
    description:
      "arm64: the calls of KVM_SET_DEVICE_ATTR with KVM_ARM_VCPU_PMU_V3_FILTER, in their order, before the vCPU's PMU is initialised.",
  }),
  arm64Structs: optional(text(), {
    description:
      "arm64: struct kvm_pmu_event_filter of each call, one after the other, in hexadecimal, as kvm-pmu-filter takes them.",
  }),
  arm64QemuText: optional(text(), {
    description:
      "arm64: the value of `-cpu ...,kvm-pmu-filter=` in the form that was posted for QEMU and not merged.",
  }),
  arm64KvmtoolText: optional(text(), {
    description: "arm64: the value of `--pmu-filter` in kvmtool's branch of that name.",
  }),
  warnings: required(list(text()), {
    description: "What is valid about the filter and probably not meant.",
  }),
};

/** A PmuFilter's state, as Pulumi keeps it. */
export const stateCodec = object("PmuFilterState", "A PmuFilter as it was last left.", {
  ...pmuFilterProperties,
  ...computedProperties,
});

/** A PmuFilter's state. */
export type State = TypeOf<typeof stateCodec>;

/**
 * Reads a state; properties of other versions are passed over.
 *
 * @throws PmuFilterError STATE_INVALID
 */
export function readState(properties: PropertyObject): State {
  const known = new Set([...Object.keys(pmuFilterProperties), ...Object.keys(computedProperties)]);
  const { value, problems } = decode(
    stateCodec,
    Object.fromEntries(Object.entries(properties).filter(([key]) => known.has(key))),
  );
  if (value === undefined) {
    const what = problems.map(({ path, message }) => `${formatPath(path)} ${message}`).join("; ");
    throw new PmuFilterError("STATE_INVALID", `the resource's state cannot be read: ${what}`, {
      hint: "It was edited, or written by a version that is not compatible: pulumi state delete it, then import its targets.",
    });
  }
  return value as State;
}

/** What a state knows of each of its targets, by the target's key. */
export function targetStatesOf({ applied, status }: State): ReadonlyMap<string, TargetState> {
  return new Map(
    Object.entries(status).map(([key, found]) => [
      key,
      { status: found, applied: applied[key] ?? "" },
    ]),
  );
}

/** The inputs in a state, with what was last observed as `applied`: what a refresh saves as inputs. */
export function inputsInState(state: PropertyObject): PropertyObject {
  const keys = [...Object.keys(pmuFilterProperties), "entries", "applied"];
  return Object.fromEntries(Object.entries(state).filter(([key]) => keys.includes(key)));
}
