import { errnoNumbers } from "../provider/encoding/errno.ts";
import type { KernelRefusal } from "../provider/encoding/kernel-refusal.ts";
import { present, type Row, textAt, VectorProblem } from "./row.ts";

/** The error that a vector expects, by its name, or by its number where that stands alone. */
export function errnoExpected(row: Row): string {
  const name = textAt(row, "expect_errno");
  if (name !== undefined) return name;
  const number = present(row, "errno_number");
  const known = Object.entries(errnoNumbers).find(([, value]) => BigInt(value) === number);
  if (known === undefined) throw new VectorProblem('"expect_errno" is missing');
  return known[0];
}

/** A verdict in the words of vectors: "accepted", or the error's name. */
export function verdictShown(verdict: { readonly accepted: true } | KernelRefusal): string {
  return verdict.accepted ? "accepted" : verdict.errno;
}
