import type { DeclaredTarget } from "../../declared/target.ts";
import type { DeclaredVm } from "../../declared/vm.ts";
import type { Observation } from "../observation.ts";
import type { Procedure } from "../procedure.ts";
import type {
  Adoptable,
  Place,
  Put,
  Removed,
  TargetFilter,
  TargetKind,
  WantedTarget,
} from "../target-kind.ts";
import { adoptVm } from "../vm/adopt-vm.ts";
import { applyFilter } from "../vm/apply-filter.ts";
import { clearFilter } from "../vm/clear-filter.ts";
import { lookAtVm } from "../vm/look-at-vm.ts";
import { structFingerprint } from "../vm/struct-fingerprint.ts";
import { describeVm, type VmPlace } from "../vm/vm-place.ts";

/** A VM that runs: kvm-pmu-filter sets the filter in it, and keeps the record of whose it is. */
export const kvmTarget: TargetKind = {
  describe: (target) => describeVm(declaredOf(target)),
  fingerprint: (_, filter) => structFingerprint(structOf(filter)),
  putSteps: ({ target, filter }) => [
    { step: "applyFilter", vm: declaredOf(target), kvmStruct: structOf(filter) },
  ],
  removeSteps: ({ target }) => [{ step: "clearFilter", vm: declaredOf(target) }],
  look: (place) => lookAtVm(vmPlace(place)),
  put,
  remove,
  adopt,
};

/** What another one put into a VM that runs is nobody's handwork: it is always replaced, and told. */
function put(wanted: WantedTarget, resource: string): Procedure<Put> {
  return applyFilter(vmPlace(wanted), structOf(wanted.filter), resource);
}

function* remove(place: Place, resource: string, over?: Observation): Procedure<Removed> {
  if (over === undefined) return yield* clearFilter(vmPlace(place), resource);
  const before = yield* lookAtVm(vmPlace(place));
  if (!isSame(before, over)) return { before, removed: before.found === "nothing" };
  return yield* clearFilter(vmPlace(place));
}

function* adopt(place: Place): Procedure<Adoptable | undefined> {
  const { target } = place;
  const adopted = yield* adoptVm(vmPlace(place));
  return adopted && { ...adopted, target };
}

function isSame(one: Observation, other: Observation): boolean {
  return one.found === other.found && fingerprintOf(one) === fingerprintOf(other);
}

function fingerprintOf(observation: Observation): string | undefined {
  return observation.found === "nothing" ? undefined : observation.fingerprint;
}

function vmPlace({ target, host }: Place): VmPlace {
  return { vm: declaredOf(target), host };
}

function declaredOf({ kvm }: DeclaredTarget): DeclaredVm {
  if (kvm === undefined) throw new TypeError("the target is no running VM");
  return kvm;
}

function structOf({ kvmStruct }: TargetFilter): string {
  if (kvmStruct === undefined) throw new TypeError("a filter of another architecture");
  return kvmStruct;
}
