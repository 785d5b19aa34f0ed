import { decodeArm64CallHex } from "../encoding/arm64/arm64-call.ts";
import { arm64FilterFromCalls } from "../encoding/arm64/arm64-calls.ts";
import { filterFromKvmStruct } from "../encoding/kvm-filter.ts";
import { decodeKvmStructHex } from "../encoding/kvm-struct-hex.ts";
import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { AdoptableFilter } from "./target-kind.ts";

/** What a place that cannot be adopted is told by. */
export interface AdoptedPlace {
  /** The place and its host in words. */
  readonly where: string;
  /** What to do if it cannot be adopted. */
  readonly hint: string;
}

/**
 * The filter that the bytes at a place say.
 *
 * @param hex - struct kvm_pmu_event_filter, in hexadecimal; of arm64 as many as there are
 * @throws PmuFilterError IMPORT_UNREADABLE
 */
export function adoptableFilter(
  place: AdoptedPlace,
  arch: "x86" | "arm64",
  hex: string,
): AdoptableFilter {
  return readAdoptable(place, () =>
    arch === "x86"
      ? filterFromKvmStruct(decodeKvmStructHex(hex))
      : arm64FilterFromCalls(
          (hex.match(/.{1,16}/g) ?? [""]).map((call) => decodeArm64CallHex(call)),
        ),
  );
}

/**
 * What `read` gives.
 *
 * @throws PmuFilterError IMPORT_UNREADABLE where `read` throws a PmuFilterError
 */
export function readAdoptable<Result>(place: AdoptedPlace, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof PmuFilterError) throw notAdoptable(place, error.message, error);
    throw error;
  }
}

/** The error of a place that is there and cannot be adopted. */
export function notAdoptable(
  { where, hint }: AdoptedPlace,
  why: string,
  cause?: unknown,
): PmuFilterError {
  return new PmuFilterError("IMPORT_UNREADABLE", `${where} cannot be adopted: ${why}`, {
    cause,
    hint,
  });
}
