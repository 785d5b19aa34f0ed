import type { Cell } from "../output/table.ts";

/** What happens to a guest. */
export type Change = "gains" | "loses";

/** The cell that says it. */
export function changeCell(change: Change): Cell {
  return { text: change, style: change === "gains" ? "good" : "bad" };
}
