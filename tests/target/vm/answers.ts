import type { HostAnswer } from "../../../provider/target/host-operation.ts";

/* What kvm-pmu-filter and virsh answered on a host, as recorded there. */

/** A resource, and another one. */
export const [own, other] = [
  "59df5516-bcd7-4a6b-8e1e-5875d7e31f07",
  "0ba31d56-0a2c-4d5f-9a55-3f1d0c2d7a10",
];

/** struct kvm_pmu_event_filter that allows branches, and the SHA-256 of its bytes. */
export const branches = {
  struct: "0000000001000000000000000000000000000000000000000000000000000000c400000000000000",
  sha256: "bd849aff821431409a5c2b970215a673d07781d2efdd62361865e1b968d1a8ad",
  fingerprint: "bd849aff82143140",
};

/** The same for the filter that denies nothing, which `clear` sets. */
export const cleared = {
  struct: "0100000000000000000000000000000000000000000000000000000000000000",
  sha256: "01d0fabd251fcbbe2b93b4b927b26ad2a1a99077152e45ded1e678afa45dbec5",
};

/** A program that ended. */
export function ran(stdout: string, exitCode = 0, stderr = ""): HostAnswer {
  return { kind: "ran", exitCode, stdout, stderr };
}

/** A report of kvm-pmu-filter. */
export function reported(report: object, exitCode = 0): HostAnswer {
  return ran(`${JSON.stringify({ version: "0.1.0", ok: exitCode === 0, ...report })}\n`, exitCode);
}

/** A report that says no more than why it failed. */
export function refused(code: string, errno: string | null = null, exitCode = 6): HostAnswer {
  const error = { code, errno, message: `It is ${code}.`, hint: "Do this." };
  return reported({ error }, exitCode);
}

/** A VM without a filter, as `status` has it, with what is said of it besides. */
export function vmOf(known: object = {}): object {
  const nothing = { form: null, time: null, filter: null, bytes: null, fingerprint: null };
  const place = { pid: 5764, startTime: 3457210, uuid: null, name: "web1", vmFd: 9 };
  const qemuArguments = { objects: [], accels: [] };
  const none = { evidence: null, state: "none", owner: null };
  const rest = { attempted: null, before: null, carried: null };
  return { ...place, qemuArguments, ...none, ...nothing, ...rest, ...known };
}

/** A report of `status`. */
export function statusOf(known: object = {}, errno: string | null = null): HostAnswer {
  return statusOfVms([vmOf(known)], errno);
}

/** The same with any VMs. */
export function statusOfVms(vms: readonly object[], errno: string | null = null): HostAnswer {
  const records = { directory: "/run/kvm-pmu-filter", errno };
  return reported({ command: "status", records, vms, stale: null, unreadable: null });
}

/** A filter that a VM has, as `status` has it. */
export function setBy(evidence: "apply" | "exec", owner: string | null, sha256: string): object {
  return { evidence, state: "set", owner, form: "x86", time: 1795409797, fingerprint: sha256 };
}

/** The filter of a VM's start beside a later one, as `status` has it. */
export function carried(time: number, { struct, sha256 }: typeof cleared): object {
  return { form: "x86", time, filter: {}, bytes: struct, fingerprint: sha256 };
}

/** What `apply` and `clear` say of the time before. */
export function previous(known: object = {}): object {
  return { state: "none", evidence: null, owner: null, fingerprint: null, ...known };
}

/** A report of `apply` or `clear`. */
export function changed(report: object = {}, exitCode = 0): HostAnswer {
  return reported(
    {
      ...{ command: "apply", pid: 5764, startTime: 3457210, vmFd: 9, uuid: null, name: "web1" },
      ...{ thread: 5764, stoppedMicroseconds: 524, record: "/run/kvm-pmu-filter/5764.record" },
      ...{ changed: true, owner: own, previous: previous(), fingerprint: branches.sha256 },
      ...{ vendorRules: "intel", verdict: "accepted", errno: null, dropped: [], dead: [] },
      ...report,
    },
    exitCode,
  );
}
