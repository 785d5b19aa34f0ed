import type { DeclaredTarget } from "../../declared/target.ts";
import type { Observation } from "../observation.ts";
import type { Procedure } from "../procedure.ts";
import type { Step } from "../step.ts";
import type { Place, TargetFilter, TargetKind, WantedTarget } from "../target-kind.ts";
import { structFingerprint } from "../vm/struct-fingerprint.ts";
import { adoptDomain } from "./adopt-domain.ts";
import { domainFingerprint } from "./domain-fingerprint.ts";
import { describeDomain, domainPlace } from "./domain-place.ts";
import { lookAtDomain } from "./look-at-domain.ts";
import { putDomain } from "./put-domain.ts";
import { removeDomain } from "./remove-domain.ts";

/** A libvirt domain: the one that runs, the one that will be started, or both. */
export const libvirtTarget: TargetKind = {
  describe: describeDomain,
  fingerprint,
  putSteps,
  removeSteps,
  look: (place: Place): Procedure<Observation> =>
    lookAtDomain(domainPlace(place.target, place.host)),
  put: putDomain,
  remove: removeDomain,
  adopt: adoptDomain,
};

function fingerprint(target: DeclaredTarget, filter: TargetFilter): string {
  const { affected } = domainPlace(target, "");
  const args = affected.config ? filter.qemuArguments : undefined;
  return domainFingerprint({ struct: structFingerprint(structOf(filter)), args, affected });
}

/** A dry run does not know whether a domain runs: only what surely happens is said. */
function putSteps({ target, filter }: WantedTarget): readonly Step[] {
  const { domain, uri, affected } = domainPlace(target, "");
  return [
    ...(affected.config
      ? [{ step: "setEmulator", domain, uri, filter: structOf(filter) } as const]
      : []),
    ...(affected.live === "yes" && filter.kvmStruct !== undefined
      ? [{ step: "applyFilter", vm: { domain, uri }, kvmStruct: filter.kvmStruct } as const]
      : []),
  ];
}

function removeSteps({ target }: Place): readonly Step[] {
  const { domain, uri, affected } = domainPlace(target, "");
  return [
    ...(affected.config ? [{ step: "restoreEmulator", domain, uri } as const] : []),
    ...(affected.live === "yes" ? [{ step: "clearFilter", vm: { domain, uri } } as const] : []),
  ];
}

function structOf({ kvmStruct, arm64Structs }: TargetFilter): string {
  const struct = kvmStruct ?? arm64Structs;
  if (struct === undefined) throw new TypeError("a filter without a form");
  return struct;
}
