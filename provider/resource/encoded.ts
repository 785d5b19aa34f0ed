import { type Cpu, vendorsOf } from "../catalog/cpu.ts";
import type { ResolvedFilter } from "../declared/resolve.ts";
import { type Arm64Call, encodeArm64CallHex } from "../encoding/arm64/arm64-call.ts";
import { arm64CallsFromFilter } from "../encoding/arm64/arm64-calls.ts";
import { arm64TextFromFilter } from "../encoding/arm64/arm64-text.ts";
import { kvmStructFromFilter } from "../encoding/kvm-filter.ts";
import { encodeKvmStructHex } from "../encoding/kvm-struct-hex.ts";
import { encodeQemuArguments } from "../encoding/qemu-arguments.ts";
import { qemuObjectFromFilter } from "../encoding/qemu-filter.ts";
import type { Arm64Filter } from "../filter/arm64/arm64-filter.ts";
import { arm64Fingerprint } from "../filter/arm64/arm64-fingerprint.ts";
import { type Filter, isEmpty } from "../filter/filter.ts";
import { fingerprint } from "../filter/fingerprint.ts";

/** A filter in all the forms that the resource puts out; those of other architectures are absent. */
export interface Encoded {
  readonly fingerprint: string;
  readonly kvmStruct?: string;
  /** Absent for an empty filter, which QEMU refuses. */
  readonly qemuArguments?: readonly string[];
  readonly arm64Calls?: readonly Arm64Call[];
  /** struct kvm_pmu_event_filter of each call, one after the other, in hexadecimal. */
  readonly arm64Structs?: string;
  readonly arm64QemuText?: string;
  readonly arm64KvmtoolText?: string;
}

/** Encodes a filter that has been resolved without problems. */
export function encodeFilter(
  filter: ResolvedFilter,
  cpus: readonly Cpu[],
  qemuId: string,
): Encoded {
  return filter.arch === "x86" ? encodeX86(filter, cpus, qemuId) : encodeArm64(filter);
}

function encodeX86(filter: Filter, cpus: readonly Cpu[], qemuId: string): Encoded {
  return {
    fingerprint: fingerprint(filter, vendorsOf(cpus)),
    kvmStruct: encodeKvmStructHex(kvmStructFromFilter(filter)),
    ...(!isEmpty(filter) && {
      qemuArguments: encodeQemuArguments(qemuObjectFromFilter(filter, qemuId)),
    }),
  };
}

function encodeArm64(filter: Arm64Filter): Encoded {
  const calls = arm64CallsFromFilter(filter);
  return {
    fingerprint: arm64Fingerprint(filter),
    arm64Calls: calls,
    arm64Structs: calls.map((call) => encodeArm64CallHex(call)).join(""),
    arm64QemuText: arm64TextFromFilter(filter, "qemu"),
    arm64KvmtoolText: arm64TextFromFilter(filter, "kvmtool"),
  };
}
