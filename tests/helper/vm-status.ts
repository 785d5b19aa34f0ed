import type { ExecutionContext } from "ava";
import { type Check, jsonOf, runHelper } from "./run-helper.ts";

/** What `status` says of one VM. */
export interface VmStatus {
  readonly pid: number;
  readonly startTime: number;
  readonly uuid: string | null;
  readonly name: string | null;
  readonly vmFd: number;
  readonly qemuArguments: {
    readonly objects: readonly string[];
    readonly accels: readonly string[];
  } | null;
  readonly evidence: "apply" | "exec" | null;
  readonly state: "set" | "unknown" | "none";
  readonly owner: string | null;
  readonly form: "x86" | "arm64" | null;
  readonly time: number | null;
  readonly filter: Check["filter"] | null;
  readonly bytes: string | null;
  readonly fingerprint: string | null;
  readonly attempted: string | null;
  readonly before: string | null;
  readonly carried: Pick<VmStatus, "form" | "time" | "filter" | "bytes" | "fingerprint"> | null;
}

/** The JSON of `status`. */
export interface Status {
  readonly command: "status";
  readonly ok: boolean;
  readonly records: { readonly directory: string; readonly errno: string | null };
  readonly vms: readonly VmStatus[];
  readonly stale:
    | readonly {
        readonly file: string;
        readonly pid: number;
        readonly startTime: number;
        readonly vmFd: number;
        readonly process: "gone" | "another" | "same" | "unknown";
      }[]
    | null;
  readonly unreadable: number | null;
}

/** Runs `status`. */
export async function statusOf(
  t: ExecutionContext,
  records: string,
  ...choice: readonly string[]
): Promise<Status> {
  const ended = await runHelper(["status", "--records", records, ...choice]);
  t.like(ended, { code: 0, stderr: "" }, ended.stderr);
  return jsonOf<Status>(ended);
}

/** What `status` says of the one VM of a process. */
export async function vmStatusOf(
  t: ExecutionContext,
  records: string,
  pid: number,
): Promise<VmStatus> {
  const { vms } = await statusOf(t, records, "--pid", String(pid));
  t.is(vms.length, 1);
  return vms[0] as VmStatus;
}
