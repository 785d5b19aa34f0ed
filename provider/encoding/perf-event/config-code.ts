import { hexadecimal } from "../../filter/hexadecimal.ts";
import type { PerfArch, PerfCode } from "./perf-event.ts";
import { type Part, refusal, refusalAs } from "./refusal.ts";

/** What the terms of an event come to: perf_event_attr.config, and what has no place in a code. */
export interface Config {
  readonly config: bigint;
  readonly ignored: readonly string[];
}

/**
 * The code that a config is on CPUs of an architecture. `part` is blamed if it is none.
 *
 * On x86 bits 35:32 are read as the high part of AMD's selects; on Intel bits 32 and 33 are in_tx
 * and in_tx_cp (kernel, arch/x86/events/{intel,amd}/core.c, "format" attributes).
 *
 * @throws {PmuFilterError} EVENT_UMASK_EXT, PERF_EVENT_INVALID.
 */
export function codeOfConfig({ config, ignored }: Config, arch: PerfArch, part: Part): PerfCode {
  return arch === "x86" ? x86Code(config, ignored, part) : arm64Code(config, ignored, part);
}

/** The config of an x86 select and umask; umask bits above the eighth are at 47:40. */
export function x86Config(select: number, umask: number): bigint {
  return (
    BigInt(select & 0xff) |
    (BigInt(select >> 8) << 32n) |
    (BigInt(umask & 0xff) << 8n) |
    (BigInt(umask >> 8) << 40n)
  );
}

function x86Code(config: bigint, ignored: readonly string[], part: Part): PerfCode {
  const extension = bits(config, 40, 8);
  if (bits(config, 37, 3) !== 0 || config >> 48n !== 0n) {
    throw refusal(
      part,
      `${hexadecimal(config)} has bits that no event code of x86 has`,
      "An event code is select (bits 7:0, AMD also 35:32), umask (15:8), edge, inv and cmask.",
    );
  }
  if (extension !== 0) {
    const umask = hexadecimal((extension << 8) | bits(config, 8, 8));
    throw refusalAs(
      "EVENT_UMASK_EXT",
      part,
      `The umask ${umask} has bits above the eighth`,
      "A guest cannot program such an event and a filter cannot name it; without the upper bits it would be another event.",
    );
  }
  return {
    kind: "code",
    arch: "x86",
    select: (bits(config, 32, 4) << 8) | bits(config, 0, 8),
    umask: bits(config, 8, 8),
    ignored: [...x86Unseen(config), ...ignored],
  };
}

function arm64Code(config: bigint, ignored: readonly string[], part: Part): PerfCode {
  if (config >> 16n !== 0n) {
    throw refusal(
      part,
      `${hexadecimal(config)} has bits that no event code of arm64 has`,
      "An event number has 16 bits.",
    );
  }
  return { kind: "code", arch: "arm64", event: Number(config), ignored };
}

/** IA32_PERFEVTSELx between umask and the AMD select (Intel SDM, volume 3, "IA32_PERFEVTSELx"). */
const x86Flags: readonly (readonly [bit: number, name: string])[] = [
  [16, "usr"],
  [17, "os"],
  [18, "edge"],
  [19, "pc"],
  [20, "int"],
  [21, "any"],
  [22, "en"],
  [23, "inv"],
  [36, "eq"],
];

function x86Unseen(config: bigint): readonly string[] {
  const cmask = bits(config, 24, 8);
  return [
    ...x86Flags.filter(([bit]) => bits(config, bit, 1) !== 0).map(([, name]) => name),
    ...(cmask === 0 ? [] : [`cmask=0x${cmask.toString(16)}`]),
  ];
}

function bits(value: bigint, first: number, count: number): number {
  return Number((value >> BigInt(first)) & ((1n << BigInt(count)) - 1n));
}
