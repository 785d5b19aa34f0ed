import type { Core } from "../source.ts";

/**
 * The core type of a directory of the kernel's arch/arm64 and a main ID register. A directory of
 * several core types has them told apart by the register's part number.
 */
export function arm64Core(directory: string, midr: string): Core {
  const name = directory.split("/").at(-1) ?? directory;
  const part = midr.slice(-4, -1).toLowerCase();
  return arm64CoreNamed(sharedDirectories[name]?.[part] ?? name);
}

/**
 * Main ID registers of a core type that the kernel's mapfile lacks: it has the automotive part of
 * Neoverse V3 only (arch/arm64/include/asm/cputype.h: ARM_CPU_PART_NEOVERSE_V3 and _V3AE).
 */
export function furtherMidrs(id: string): readonly string[] {
  return id === "neoverse-v3" ? ["0x00000000410fd840"] : [];
}

/** The core type of a name such as `neoverse-n1`. */
export function arm64CoreNamed(id: string): Core {
  return { id, title: titleOf(id), vendor: "arm", aliases: [] };
}

// Kernel, arch/arm64/include/asm/cputype.h: ARM_CPU_PART_*.
const sharedDirectories: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "cortex-a57-a72": { d07: "cortex-a57", d08: "cortex-a72" },
  "cortex-a65-e1": { d06: "cortex-a65", d4a: "neoverse-e1" },
  "cortex-a76-n1": { d0b: "cortex-a76", d0c: "neoverse-n1" },
  "neoverse-n2-v2": { d49: "neoverse-n2", d4f: "neoverse-v2" },
};

function titleOf(id: string): string {
  const [family = "", model] = id.split("-");
  if (model === undefined || (family !== "neoverse" && family !== "cortex")) return id;
  return `${family.charAt(0).toUpperCase()}${family.slice(1)} ${model.toUpperCase()}`;
}
