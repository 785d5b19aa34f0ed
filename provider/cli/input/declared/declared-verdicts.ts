import type { Cpu } from "../../../catalog/cpu.ts";
import type { ResolvedFilter } from "../../../declared/resolve.ts";
import { arm64CallsFromFilter } from "../../../encoding/arm64/arm64-calls.ts";
import { judgeArm64Calls } from "../../../encoding/arm64/arm64-verdict.ts";
import { fittingFilter } from "../../../encoding/fitting-filter.ts";
import { kvmStructFromFilter } from "../../../encoding/kvm-filter.ts";
import { judgeKvmStruct } from "../../../encoding/kvm-verdict.ts";
import type { EventBits } from "../../../filter/arm64/event-space.ts";
import { withoutDead } from "../../output/without-dead.ts";
import { refusedByKvm, taken, verdictsOn } from "../encoded/verdicts.ts";
import type { Verdict } from "../filter-input.ts";

/** What KVM makes of a declared filter, once it is encoded. */
export function declaredVerdicts(
  filter: ResolvedFilter,
  cpus: readonly Cpu[],
  bits: EventBits,
): readonly Verdict[] {
  if (filter.arch === "x86") {
    const struct = kvmStructFromFilter(fittingFilter(withoutDead(filter)));
    return verdictsOn(cpus, struct.events, (widths) => judgeKvmStruct(struct, widths));
  }
  // Encoded for the widest space: what a narrower one makes of it is the question.
  const verdict = judgeArm64Calls(arm64CallsFromFilter(filter), bits);
  return [verdict.accepted ? taken : { ...refusedByKvm(verdict), call: verdict.call }];
}
