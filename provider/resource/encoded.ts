import { kvmStructFromFilter } from "../encoding/kvm-filter.ts";
import { encodeKvmStructHex } from "../encoding/kvm-struct-hex.ts";
import { encodeQemuArguments } from "../encoding/qemu-arguments.ts";
import { qemuObjectFromFilter } from "../encoding/qemu-filter.ts";
import { type Filter, isEmpty } from "../filter/filter.ts";
import { fingerprint } from "../filter/fingerprint.ts";
import type { Vendor } from "../filter/vendor.ts";

/** The id of the QEMU object where none is declared. */
export const defaultQemuId = "pmu-filter";

/** A filter in all the forms that the resource puts out. */
export interface Encoded {
  readonly fingerprint: string;
  readonly kvmStruct: string;
  /** Absent for an empty filter, which QEMU refuses. */
  readonly qemuArguments?: readonly string[];
}

/** Encodes a filter that has been resolved without problems. */
export function encodeFilter(filter: Filter, hosts: readonly Vendor[], qemuId: string): Encoded {
  return {
    fingerprint: fingerprint(filter, hosts),
    kvmStruct: encodeKvmStructHex(kvmStructFromFilter(filter)),
    ...(!isEmpty(filter) && {
      qemuArguments: encodeQemuArguments(qemuObjectFromFilter(filter, qemuId)),
    }),
  };
}
