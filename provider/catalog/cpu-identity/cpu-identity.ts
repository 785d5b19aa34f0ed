import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { midrOf, readMidr } from "./midr.ts";

/** What a CPU says of itself. */
export type CpuIdentity = X86Identity | Arm64Identity;

/** CPUID leaves 0 and 1 of an x86 CPU. */
export interface X86Identity {
  readonly arch: "x86";
  /** Twelve letters: `GenuineIntel`, `AuthenticAMD`, `HygonGenuine`. */
  readonly vendorId: string;
  /** With the extended family added: 6, 25. */
  readonly family: number;
  /** With the extended model in front: 0x8f. */
  readonly model: number;
  /** 4 bits; absent where the source has none. */
  readonly stepping?: number;
}

/** The fields of an arm64 CPU's main ID register, MIDR_EL1. */
export interface Arm64Identity {
  readonly arch: "arm64";
  /** 8 bits; 0x41 is Arm. */
  readonly implementer: number;
  /** 12 bits: 0xd0c is Neoverse N1. */
  readonly part: number;
  /** 4 bits, the `r` of r4p1. */
  readonly variant: number;
  /** 4 bits, the `p` of r4p1. */
  readonly revision: number;
}

/**
 * A CPU from the text by which perf names it: `GenuineIntel-6-8F-8` (family decimal, model and
 * stepping hexadecimal, stepping optional), all decimal as `GenuineIntel,6,143,8` in the header of a
 * perf.data file, or a MIDR value such as `0x00000000410fd490`.
 *
 * Source: kernel, tools/perf/arch/{x86,arm64}/util/header.c.
 *
 * @throws {PmuFilterError} CPU_ID_INVALID.
 */
export function parseCpuIdentity(text: string): CpuIdentity {
  const trimmed = text.trim();
  const midr = readMidr(trimmed);
  if (midr !== undefined) return midr;
  const string = /^([A-Za-z ]{1,12})-(\d{1,3})-([0-9a-f]{1,2})(?:-([0-9a-f]))?$/i.exec(trimmed);
  const header = /^([A-Za-z ]{1,12}),(\d{1,3}),(\d{1,3}),(\d{1,2})$/.exec(trimmed);
  if (string !== null) return x86Identity(string, 16);
  if (header !== null) return x86Identity(header, 10);
  throw new PmuFilterError("CPU_ID_INVALID", `"${text}" is neither a CPUID string nor a MIDR.`, {
    hint: "Write vendor, family, model and stepping as perf does, GenuineIntel-6-8F-8, or 0x00000000410fd490.",
  });
}

/** The text by which perf names the CPU; {@link parseCpuIdentity} reads it. */
export function cpuIdentityText(cpu: CpuIdentity): string {
  if (cpu.arch === "arm64") return `0x${midrOf(cpu).toString(16).padStart(16, "0")}`;
  const { vendorId, family, model, stepping } = cpu;
  const last = stepping === undefined ? "" : `-${hex(stepping)}`;
  return `${vendorId}-${family}-${hex(model)}${last}`;
}

function x86Identity(
  [, vendorId = "", family, model = "", stepping]: RegExpExecArray,
  base: 10 | 16,
) {
  return {
    arch: "x86" as const,
    vendorId,
    family: Number(family),
    model: Number.parseInt(model, base),
    ...(stepping !== undefined && { stepping: Number.parseInt(stepping, base) }),
  };
}

function hex(value: number): string {
  return value.toString(16).toUpperCase();
}
