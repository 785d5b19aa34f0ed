import { type Row, textAt, VectorProblem } from "./row.ts";

/** Whether the vector expects its event to count. */
export function countExpected(row: Row): "allowed" | "denied" {
  const expected = textAt(row, "expect");
  if (expected === "allowed" || expected === "denied") return expected;
  throw new VectorProblem('"expect" is neither "allowed" nor "denied"');
}
