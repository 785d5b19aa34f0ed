/**
 * JSON in the form that this project's formatter leaves as it is: a member per line, and lists on
 * one line where they fit into 100 columns. It ends without a line break.
 */
export function jsonText(value: unknown, indent = "", column = 0): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
    const flat = value.every((item) => typeof item !== "object");
    // One column is for the comma behind it.
    if (flat && column + line.length < 100) return line;
    return enclosed(
      "[]",
      indent,
      value.map((item) => jsonText(item, inner, inner.length)),
    );
  }
  return enclosed(
    "{}",
    indent,
    Object.entries(value).map(([key, item]) => {
      const name = `${JSON.stringify(key)}: `;
      return name + jsonText(item, inner, inner.length + name.length);
    }),
  );
}

function enclosed(brackets: "[]" | "{}", indent: string, items: readonly string[]): string {
  const [open, close] = brackets;
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}${close}`;
}
