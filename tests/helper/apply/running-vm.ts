import type { ExecutionContext } from "ava";
import { type Check, type Ended, jsonOf, runHelper, type Way } from "../run-helper.ts";
import { structBytes } from "../struct-bytes.ts";

/** A VM of QEMU's in which a guest counts. */
export interface RunningVm {
  readonly pid: number;
  readonly uuid: string;
  readonly name: string;
  readonly pidfile: string;
  /** Waits until the guest has counted on; throws when it was disturbed. */
  guestCounts(bytes?: number): Promise<void>;
  /** Asks QEMU by QMP. */
  execute(command: string): Promise<unknown>;
  /** A directory for the records of this test. */
  readonly records: string;
}

/** The JSON of `apply` and `clear`. */
export interface Apply extends Omit<Check, "command"> {
  readonly command: "apply" | "clear";
  readonly pid: number;
  readonly startTime: number;
  readonly vmFd: number;
  readonly uuid: string | null;
  readonly name: string | null;
  readonly thread: number | null;
  readonly stoppedMicroseconds: number | null;
  readonly record: string | null;
  readonly changed: boolean;
  readonly owner: string | null;
  readonly previous: {
    readonly state: "set" | "unknown" | "none";
    readonly evidence: "apply" | "exec" | null;
    readonly owner: string | null;
    readonly fingerprint: string | null;
  } | null;
  readonly fingerprint: string;
}

/** The JSON of `status`, as far as these tests look at it. */
export interface Status {
  readonly vms: readonly {
    readonly pid: number;
    readonly uuid: string | null;
    readonly state: "none" | "unknown" | "set";
    readonly bytes: string | null;
    readonly attempted: string | null;
    readonly before: string | null;
  }[];
}

/** Branches, instructions and cycles. */
export const threeEvents = structBytes({ fixedCounterBitmap: 3, events: [0xc4n, 0xc0n, 0x3cn] });

/** That many different events. */
export const manyEvents = (count: number): Uint8Array =>
  structBytes({ action: 1, events: Array.from({ length: count }, (_, index) => BigInt(index)) });

/** A masked entry with a bit that must be 0. */
export const badMaskedEntry = structBytes({ flags: 1, events: [0xff000000001000c4n] });

/** Deny nothing: what `clear` sets. */
export const everything = structBytes({ action: 1 });

/** Sets a filter in the VM, by default past the helper's own checks. */
export function apply(vm: RunningVm, input: Uint8Array, way: Way = {}): Promise<Ended> {
  const args = ["apply", "--pid", String(vm.pid), "--unchecked", "--records", vm.records];
  return runHelper(args, { input, target: "all", ...way });
}

/** Looks whether guest and QEMU are as they were. */
export async function unharmed(t: ExecutionContext, vm: RunningVm): Promise<void> {
  await vm.guestCounts();
  t.like(await vm.execute("query-status"), { status: "running", running: true });
}

/** Looks whether `status` tells that this filter is set, or none. */
export async function statusAgrees(
  t: ExecutionContext,
  vm: RunningVm,
  filter: Uint8Array | undefined,
): Promise<void> {
  const args = ["status", "--uuid", vm.uuid, "--records", vm.records];
  const { vms } = jsonOf<Status>(await runHelper(args, { target: "all" }));
  t.is(vms.length, 1);
  t.like(vms[0] ?? {}, {
    pid: vm.pid,
    uuid: vm.uuid,
    state: filter === undefined ? "none" : "set",
    bytes: filter === undefined ? null : Buffer.from(filter).toString("hex"),
  });
}
