import type { DeclaredVm } from "../declared/vm.ts";

/** One change on a host, as data, as the journal of dry runs has it. */
export type Step =
  | WriteFile
  | RemoveFile
  | ApplyFilter
  | ClearFilter
  | SetEmulator
  | RestoreEmulator;

/** Puts a whole file in place: never a moment with half of it, or with the wrong mode. */
export interface WriteFile {
  readonly step: "writeFile";
  /** Absolute path; its directory exists. */
  readonly path: string;
  readonly text: string;
  /** Permission bits, octal, four digits. */
  readonly mode: string;
  /** User name or number; absent: who works on the host. */
  readonly owner?: string;
  /** Group name or number; absent: the group of who works on the host. */
  readonly group?: string;
}

/** Removes a file; one that is gone already is fine. */
export interface RemoveFile {
  readonly step: "removeFile";
  readonly path: string;
}

/** Sets the filter in a running VM. */
export interface ApplyFilter {
  readonly step: "applyFilter";
  readonly vm: DeclaredVm;
  /** struct kvm_pmu_event_filter, in hexadecimal. */
  readonly kvmStruct: string;
}

/** Lets a running VM count everything. */
export interface ClearFilter {
  readonly step: "clearFilter";
  readonly vm: DeclaredVm;
}

/** Has a libvirt domain started through kvm-pmu-filter's wrapper, which finds its filter by its UUID. */
export interface SetEmulator {
  readonly step: "setEmulator";
  readonly domain: string;
  readonly uri: string;
  /** The filter as `kvm-pmu-filter exec` takes it, in hexadecimal. */
  readonly filter: string;
}

/** Gives a libvirt domain its former emulator back. */
export interface RestoreEmulator {
  readonly step: "restoreEmulator";
  readonly domain: string;
  readonly uri: string;
}

/** The steps that bring one target to what is wanted there. All of them or, as far as can be, none. */
export interface Plan {
  /** The target's key. */
  readonly target: string;
  /** The id of the resource that acts. */
  readonly resource: string;
  /** The fingerprint of what stands there afterwards; absent: nothing does. */
  readonly fingerprint?: string;
  readonly steps: readonly Step[];
}
