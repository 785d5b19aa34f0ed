import type { Cpu } from "../../../catalog/cpu.ts";
import { vendorsOf } from "../../../catalog/cpu.ts";
import type { KernelRefusal } from "../../../encoding/kernel-refusal.ts";
import type { KvmVerdict } from "../../../encoding/kvm-verdict.ts";
import type { PmuFilterError } from "../../../errors/pmu-filter-error.ts";
import { type Vendor, type VendorWidths, vendors, vendorWidths } from "../../../filter/vendor.ts";
import type { Refused, Taken, Verdict } from "../filter-input.ts";
import type { InputProblem } from "../input-problem.ts";

/**
 * What KVM makes of an x86 filter on hosts with these CPUs; none: on any. One verdict where all hosts
 * agree, otherwise one per vendor.
 *
 * @param codes - events[] of the struct, as far as it can be read
 */
export function verdictsOn(
  cpus: readonly Cpu[],
  codes: readonly bigint[],
  judge: (widths: VendorWidths) => KvmVerdict,
): readonly Verdict[] {
  const among = vendorsOf(cpus);
  const each = (among.length === 0 ? vendors : among).map((vendor) =>
    verdictOf(judge(vendorWidths[vendor]), [vendor], codes),
  );
  const [first] = each;
  if (first === undefined) return each;
  const same = each.every((verdict) => agree(verdict, first));
  return same ? [{ ...first, hosts: among.length === 1 ? among : [] }] : each;
}

function verdictOf(
  verdict: KvmVerdict,
  hosts: readonly Vendor[],
  codes: readonly bigint[],
): Taken | Refused {
  if (!verdict.accepted) return refusedByKvm(verdict, hosts);
  const lost = (why: string) => (index: number) => ({
    index,
    code: codeText(codes[index] ?? 0n),
    why,
  });
  return {
    kind: "taken",
    hosts,
    dropped: verdict.dropped.map(lost("it has bits that a raw event must not have")),
    dead: verdict.dead.map(lost("its match has bits outside its mask")),
  };
}

/** KVM takes all of it, on every host. */
export const taken: Taken = { kind: "taken", hosts: [], dropped: [], dead: [] };

/** A kernel's refusal. */
export function refusedByKvm(
  { errno, error }: KernelRefusal,
  hosts: readonly Vendor[] = [],
): Refused {
  const problem: InputProblem =
    error === undefined ? { code: errno, message: `KVM answers ${errno}.` } : problemOf(error);
  return { kind: "refused", hosts, by: "KVM", errno, problem };
}

/** An error of the library as a problem. */
export function problemOf({ code, message, hint }: PmuFilterError): InputProblem {
  return { code, message, hint };
}

/** A code of events[], all 64 bits. */
export function codeText(code: bigint): string {
  return `0x${code.toString(16).padStart(16, "0")}`;
}

function agree(a: Verdict, b: Verdict): boolean {
  return text(a) === text(b);
}

function text(verdict: Verdict): string {
  return JSON.stringify({ ...verdict, hosts: [] });
}
