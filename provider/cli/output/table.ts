import type { Style } from "./style.ts";

/** A cell: its text, and how it is set off. */
export type Cell = string | { readonly text: string; readonly style: keyof Style };

/**
 * Aligned columns with a heading each, two blanks between; nothing follows the last one. Columns in
 * which no row has anything are left out. Empty for no rows.
 */
export function table(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  style: Style,
): string {
  if (rows.length === 0) return "";
  const columns = headings
    .map((heading, index) => ({ heading, cells: rows.map((row) => row[index] ?? "") }))
    .filter(({ cells }) => cells.some((cell) => textOf(cell) !== ""));
  const widths = columns.map(({ heading, cells }) =>
    Math.max(heading.length, ...cells.map((cell) => textOf(cell).length)),
  );
  const line = (cells: readonly Cell[]) =>
    cells
      .map((cell, index) => {
        const text = textOf(cell);
        return styled(cell, style) + " ".repeat((widths[index] ?? 0) - text.length);
      })
      .join("  ")
      .trimEnd();
  return [
    line(columns.map(({ heading }) => ({ text: heading, style: "bold" }))),
    ...rows.map((_, row) => line(columns.map(({ cells }) => cells[row] ?? ""))),
  ].join("\n");
}

function textOf(cell: Cell): string {
  return typeof cell === "string" ? cell : cell.text;
}

function styled(cell: Cell, style: Style): string {
  return typeof cell === "string" ? cell : style[cell.style](cell.text);
}
