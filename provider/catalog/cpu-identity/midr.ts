import type { Arm64Identity } from "./cpu-identity.ts";

/**
 * A CPU from its main ID register in hexadecimal, as in sysfs
 * (/sys/devices/system/cpu/cpu0/regs/identification/midr_el1). Undefined if the text is none.
 *
 * Source: Arm Architecture Reference Manual, MIDR_EL1: implementer 31:24, variant 23:20, architecture
 * 19:16, part 15:4, revision 3:0, and nothing above.
 */
export function readMidr(text: string): Arm64Identity | undefined {
  if (!/^0x0{0,8}[0-9a-f]{8}$/i.test(text)) return undefined;
  const midr = Number.parseInt(text, 16);
  return {
    arch: "arm64",
    implementer: midr >>> 24,
    part: (midr >>> 4) & 0xfff,
    variant: (midr >>> 20) & 0xf,
    revision: midr & 0xf,
  };
}

/** The main ID register of a CPU, 32 bits; Armv8 and later have 0xf for the architecture. */
export function midrOf({ implementer, part, variant, revision }: Arm64Identity): number {
  return ((implementer << 24) | (variant << 20) | (0xf << 16) | (part << 4) | revision) >>> 0;
}
