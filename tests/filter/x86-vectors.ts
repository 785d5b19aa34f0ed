import { readFileSync } from "node:fs";
import type { GuestEvent } from "../../provider/filter/listed.ts";
import type { Vendor } from "../../provider/filter/vendor.ts";

/** A row of tests/vectors/x86.json; which members are there depends on `kind`. */
export interface X86Vector {
  readonly kind: string;
  readonly name: string;
  readonly vendor?: Vendor | "any";
  readonly action: number;
  readonly flags: number;
  readonly fixed_counter_bitmap: number;
  readonly events: readonly string[];
  readonly query: GuestEvent | { readonly fixed: number };
  readonly expect: "allowed" | "denied";
  readonly expect_errno: "EINVAL" | "E2BIG" | "EFAULT";
  readonly args: GuestEvent & {
    readonly mask: number;
    readonly match: number;
    readonly exclude: boolean;
  };
  readonly expect_hex: string;
  readonly expect_bytes: string;
  readonly ioctl: string;
  readonly size: number;
}

/** The rows of one kind; a kind without rows would be a test of nothing. */
export function x86Vectors(kind: string): readonly X86Vector[] {
  const file = new URL("../vectors/x86.json", import.meta.url);
  const rows: readonly X86Vector[] = JSON.parse(readFileSync(file, "utf8"));
  const ofKind = rows.filter((row) => row.kind === kind);
  if (ofKind.length === 0) throw new Error(`no vectors of kind ${kind}`);
  return ofKind;
}
