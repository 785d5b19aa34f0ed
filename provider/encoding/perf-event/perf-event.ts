/** The two ways in which KVM filters events. */
export type PerfArch = "x86" | "arm64";

/** What a text in perf's event syntax says. */
export type PerfEvent = PerfCode | PerfRawEvent | PerfNamedEvent;

/** A code that a filter can list. */
export type PerfCode = PerfX86Event | PerfArm64Event;

/** A code of x86's core PMUs: `cpu/event=0xc4,umask=0x20/`. */
export interface PerfX86Event extends Unseen {
  readonly kind: "code";
  readonly arch: "x86";
  /** Event select, 12 bits; perf takes more than 8 on AMD only. */
  readonly select: number;
  /** Unit mask, 8 bits. */
  readonly umask: number;
}

/** A code of arm64's core PMUs: `armv8_pmuv3_0/event=0x11/`. */
export interface PerfArm64Event extends Unseen {
  readonly kind: "code";
  readonly arch: "arm64";
  /** Event number, 16 bits. */
  readonly event: number;
}

/** A raw code, `r20c4`: perf programs it as it is, so what it means depends on the CPUs. */
export interface PerfRawEvent extends Unseen {
  readonly kind: "raw";
  /** The 64 bits of perf_event_attr.config. */
  readonly config: bigint;
}

/** An event by its name, `branches:u` or `cpu/INST_RETIRED.ANY_P/`; a catalogue knows its code. */
export interface PerfNamedEvent extends Unseen {
  readonly kind: "name";
  readonly name: string;
  /** The PMU that it was written in, if any. */
  readonly pmu?: string;
}

interface Unseen {
  /**
   * What the text asks for besides and a filter does not see, each as perf writes it: `cmask=0x1`,
   * `inv`, `offcore_rsp=0x10001`, and the modifiers as `:upp`. Labels and sampling terms (`name`,
   * `period`) are left out.
   */
  readonly ignored: readonly string[];
}
