import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Ended, runHelper, type Way } from "../run-helper.ts";
import { structBytes } from "../struct-bytes.ts";
import type { VmHolder } from "../vm-holder.ts";

/** Allow branches, instructions and cycles. */
export const someEvents = structBytes({ fixedCounterBitmap: 3, events: [0xc4n, 0xc0n, 0x3cn] });

/** Allow nothing. */
export const nothing = structBytes({});

/** Deny nothing: what `clear` sets. */
export const everything = structBytes({ action: 1 });

/** One event more than a kernel takes. */
export const tooManyEvents = structBytes({
  events: Array.from({ length: 301 }, (_, index) => BigInt(index)),
});

/** A masked entry with a bit that must be 0. */
export const badMaskedEntry = structBytes({ flags: 1, events: [0xff000000001000c4n] });

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Runs `apply` for the one VM of a holder. */
export function apply(
  holder: Pick<VmHolder, "pid">,
  records: string,
  input: Uint8Array,
  { args = [], ...way }: Way & { readonly args?: readonly string[] } = {},
): Promise<Ended> {
  const choice = ["--pid", String(holder.pid), "--records", records];
  return runHelper(["apply", ...choice, ...args], { input, ...way });
}

/** The name of the record of a VM of a process, as this PID namespace has it. */
export const recordName = (
  { pid, startTime }: Pick<VmHolder, "pid" | "startTime">,
  vmFd: number,
): string => `${pid}-${startTime}-${vmFd}-${statSync("/proc/self/ns/pid").ino}.record`;

/** What is in a directory of records, but for the lock. */
export function recordFiles(records: string): Readonly<Record<string, string>> {
  const names = readdirSync(records).filter((name) => name !== "lock");
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(records, name), "utf8")]));
}
