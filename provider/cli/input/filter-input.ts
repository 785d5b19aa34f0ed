import type { Cpu } from "../../catalog/cpu.ts";
import type { ResolvedFilter } from "../../declared/resolve.ts";
import type { Arm64Call } from "../../encoding/arm64/arm64-call.ts";
import type { Errno } from "../../encoding/errno.ts";
import type { Remark } from "../../encoding/vmm-command-line/vmm-start.ts";
import type { EventRange } from "../../filter/arm64/event-range.ts";
import type { Entry } from "../../filter/entry.ts";
import type { FixedCounter } from "../../filter/fixed-counter.ts";
import type { Finding } from "../../filter/lint/finding.ts";
import type { Vendor } from "../../filter/vendor.ts";
import type { InputForm } from "./input-form.ts";
import type { InputProblem } from "./input-problem.ts";
import type { Place } from "./place.ts";
import type { Source } from "./source.ts";

/** A filter as a command got it, in whatever form. */
export interface FilterInput {
  readonly source: Source;
  readonly form: InputForm;
  /** Whose names and widths hold; none where that is not known. */
  readonly cpus: readonly Cpu[];
  /** What a guest gets; undefined for a VM without a filter, or one that is refused. */
  readonly filter: ResolvedFilter | undefined;
  /** What it says where it is refused for the number of its entries alone: fewer may say the same. */
  readonly oversized?: ResolvedFilter;
  /** What becomes of it, by the hosts among which that differs; none where it is simply taken. */
  readonly verdicts: readonly Verdict[];
  /** What stands where in the input. */
  readonly parts: readonly InputPart[];
  /** arm64: the calls, where the input says calls; the last one that covers an event decides. */
  readonly calls?: readonly Arm64Call[];
  /** What is odd about it, with the severities that the rules have or the input sets. */
  readonly findings: readonly InputFinding[];
  /** What keeps it from being encoded, though not from being understood. */
  readonly unfit: readonly InputProblem[];
  /** What else whoever wrote it may not expect. */
  readonly remarks: readonly Remark[];
  /** The id of the QEMU object, where the input says one. */
  readonly qemuId?: string;
}

/** What becomes of a filter on hosts of these vendors; none: on every host. */
export type Verdict = Taken | Refused | NoFilter;

/** KVM takes it, maybe without some of it. */
export interface Taken {
  readonly kind: "taken";
  readonly hosts: readonly Vendor[];
  /** The events that KVM drops silently. */
  readonly dropped: readonly Lost[];
  /** The masked entries that match nothing. */
  readonly dead: readonly Lost[];
}

/** An entry that does nothing. */
export interface Lost {
  /** Its place in events[]. */
  readonly index: number;
  /** Its code, 64 bits in hexadecimal. */
  readonly code: string;
  readonly why: string;
}

/** It is refused, and the VM keeps what it had or does not start. */
export interface Refused {
  readonly kind: "refused";
  readonly hosts: readonly Vendor[];
  readonly by: "KVM" | "QEMU" | "the VMM";
  /** What the system call fails with. */
  readonly errno?: Errno;
  /** arm64: which call fails, counted from 0. */
  readonly call?: number;
  readonly problem: InputProblem;
}

/** The VM that the input describes has no filter: everything counts. */
export interface NoFilter {
  readonly kind: "none";
  readonly hosts: readonly Vendor[];
}

/** A part of an input that lists something. */
export interface InputPart {
  /** `events[0]`, `call 2`. */
  readonly label: string;
  readonly place?: Place;
  readonly entries: readonly Entry[];
  readonly fixedCounters: readonly FixedCounter[];
  readonly ranges: readonly EventRange[];
}

/** A finding of the lint, and where it is. */
export type InputFinding = Omit<Finding, "mend"> & {
  readonly place?: Place;
  readonly property?: string;
};
