import { kvmEventBits } from "./kvm-abi.ts";

/** Select (up to 12 bits) and umask, or match, at their places; for numbers known to be in range. */
export function encodeSelectUmask(select: number, umask: number): bigint {
  return (
    (BigInt(select & 0xff) << kvmEventBits.selectLow) |
    (BigInt(select >> 8) << kvmEventBits.selectHigh) |
    (BigInt(umask) << kvmEventBits.umask)
  );
}

/** The 12-bit select of an event, both parts. */
export function decodeSelect(code: bigint): number {
  const low = (code >> kvmEventBits.selectLow) & 0xffn;
  const high = (code >> kvmEventBits.selectHigh) & 0xfn;
  return Number((high << 8n) | low);
}

/** The umask of a raw event, the match of a masked entry. */
export function decodeUmask(code: bigint): number {
  return Number((code >> kvmEventBits.umask) & 0xffn);
}
