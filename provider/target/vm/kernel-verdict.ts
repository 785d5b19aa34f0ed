import { bytesFromHex } from "../../encoding/hex-bytes.ts";
import { judgeKvmBytes } from "../../encoding/kvm-verdict.ts";
import { shortened } from "../../errors/shortened.ts";
import { vendorWidths, widestWidths } from "../../filter/vendor.ts";
import type { Judgement } from "./helper-report.ts";

/** Why the host's kernel refused a filter: its answer, and which entries that is about, if it is known. */
export function refusalText(kvmStruct: string, { errno, vendorRules }: Judgement): string {
  const widths = vendorRules === null ? widestWidths : vendorWidths[vendorRules];
  const verdict = judgeKvmBytes(bytesFromHex(kvmStruct, "The filter"), widths);
  const why = verdict.accepted ? undefined : verdict.error;
  return `the kernel refuses the filter with ${errno}${why === undefined ? "" : `: ${why.message}`}`;
}

/** What the host's kernel takes and ignores, in words; undefined if that is nothing. */
export function droppedText({ dropped, vendorRules }: Judgement): string | undefined {
  if (dropped.length === 0) return undefined;
  const codes = shortened(dropped.map(({ code }) => code));
  return `its kernel takes the filter and ignores ${codes}, which ${rulesText(vendorRules)}`;
}

function rulesText(vendorRules: Judgement["vendorRules"]): string {
  if (vendorRules === null) return "no CPU's rules allow";
  return `the rules of ${vendorRules === "intel" ? "Intel" : "AMD"} do not allow`;
}
