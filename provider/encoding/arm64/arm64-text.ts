import type { Arm64Filter } from "../../filter/arm64/arm64-filter.ts";
import type { EventBits } from "../../filter/arm64/event-space.ts";
import { hexadecimal } from "../../filter/hexadecimal.ts";
import { arm64Abi } from "./arm64-abi.ts";
import type { Arm64Call } from "./arm64-call.ts";
import { arm64CallsFromFilter, arm64FilterFromCalls } from "./arm64-calls.ts";
import { readArm64Text } from "./read-arm64-text.ts";

/**
 * The two posted ways to give a VMM the calls as one text; neither is merged.
 *
 * - `qemu`: `-cpu host,kvm-pmu-filter="A:0x11-0x11;D:0x30-0x30"` (arm/kvm: Enable support for
 *   KVM_ARM_VCPU_PMU_V3_FILTER, v9, April 2024).
 * - `kvmtool`: `--pmu-filter "A:0x11-0x11,D:0x30-0x30"` (arm64: Add PMU event filtering option, branch
 *   pmu-filter of Marc Zyngier's kvmtool).
 */
export type Arm64TextForm = "qemu" | "kvmtool";

/** What stands between two ranges of each form. */
export const arm64TextSeparators = {
  qemu: ";",
  kvmtool: ",",
} as const satisfies Record<Arm64TextForm, string>;

/**
 * The text that gives a VM exactly this set, with the fewest ranges: one per call of
 * arm64CallsFromFilter, both ends included. A text cannot say a call without events, so to let
 * everything or nothing through it says one event first the one way and then the other.
 *
 * @throws {PmuFilterError} ARM64_EVENT_OUT_OF_RANGE, ARM64_RANGE_REVERSED.
 */
export function arm64TextFromFilter(
  filter: Arm64Filter,
  form: Arm64TextForm,
  bits: EventBits = 16,
): string {
  return arm64CallsFromFilter(filter, bits)
    .flatMap(withEvents)
    .map(rangeText)
    .join(arm64TextSeparators[form]);
}

/**
 * The calls that a text of either form makes, in its order. As strict as both programs together: an
 * `A` or `D`, numbers in hexadecimal with 0x, nothing else, as older postings skip what they cannot
 * read with no more than a warning. QEMU's series reads numbers without 0x as hexadecimal, too; only
 * a single decimal digit, which reads the same either way, may stand without. All 65536 events in one
 * range are refused: `end - start + 1` is 0 in the 16 bits of the programs' nevents.
 *
 * @throws {PmuFilterError} ARM64_TEXT_INVALID with the place in the text, ARM64_RANGE_REVERSED,
 *   ARM64_EVENT_OUT_OF_RANGE.
 */
export function arm64CallsFromText(text: string, bits: EventBits = 16): readonly Arm64Call[] {
  return readArm64Text(text, bits, Object.values(arm64TextSeparators));
}

/**
 * The set that a text of either form gives a VM.
 *
 * @throws {PmuFilterError} as {@link arm64CallsFromText}.
 */
export function arm64FilterFromText(text: string, bits: EventBits = 16): Arm64Filter {
  return arm64FilterFromCalls(arm64CallsFromText(text, bits), bits);
}

/**
 * Calls with events in place of one without: the default stays, and the event ends as it began. Not
 * event 0: versions of QEMU's series before v9 skip the range 0-0.
 */
function withEvents(call: Arm64Call): readonly Arm64Call[] {
  if (call.nevents > 0) return [call];
  const { actionAllow, actionDeny } = arm64Abi;
  const opposite = call.action === actionAllow ? actionDeny : actionAllow;
  return [call.action, opposite].map((action) => ({ baseEvent: 1, nevents: 1, action }));
}

function rangeText({ baseEvent, nevents, action }: Arm64Call): string {
  const ends = [baseEvent, baseEvent + nevents - 1].map(hexadecimal);
  return `${action === arm64Abi.actionAllow ? "A" : "D"}:${ends.join("-")}`;
}
