import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { checkEvent } from "../../filter/arm64/check-event-range.ts";
import { type EventBits, lastEvent } from "../../filter/arm64/event-space.ts";
import { hexadecimal } from "../../filter/hexadecimal.ts";
import { arm64Abi } from "./arm64-abi.ts";
import type { Arm64Call } from "./arm64-call.ts";

/**
 * Refuses what a kernel refuses on a host with this event space (arch/arm64/kvm/pmu-emul.c,
 * kvm_arm_pmu_v3_set_attr()). A call may end right behind the last event, even begin there with no
 * events.
 *
 * @throws {PmuFilterError} ARM64_EVENT_OUT_OF_RANGE (also for what is no u16), KVM_ACTION_INVALID.
 */
export function checkArm64Call({ baseEvent, nevents, action }: Arm64Call, bits: EventBits): void {
  checkEvent(baseEvent);
  checkCount(nevents);
  const last = lastEvent(bits);
  if (baseEvent + nevents > last + 1) {
    throw new PmuFilterError(
      "ARM64_EVENT_OUT_OF_RANGE",
      `The arm64 filter call ends at event ${hexadecimal(baseEvent + nevents - 1)}, beyond the ` +
        `host's last event ${hexadecimal(last)}.`,
      { hint: `The event numbers of this host have ${bits} bits.` },
    );
  }
  if (action !== arm64Abi.actionAllow && action !== arm64Abi.actionDeny) {
    throw new PmuFilterError("KVM_ACTION_INVALID", `The arm64 filter call's action is ${action}.`, {
      hint: "Actions are 0 (allow) and 1 (deny).",
    });
  }
}

function checkCount(nevents: number): void {
  if (Number.isInteger(nevents) && nevents >= 0 && nevents <= arm64Abi.maxEvents) return;
  throw new PmuFilterError(
    "ARM64_EVENT_OUT_OF_RANGE",
    `The arm64 filter call's number of events ${nevents} does not fit a u16.`,
    { hint: "Say the whole space of 65536 events in two calls." },
  );
}
