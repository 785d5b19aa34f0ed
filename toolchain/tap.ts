/** A line of TAP (version 13, as AVA writes it), by what it says. */
export type TapLine =
  | { readonly kind: "passed" | "failed" | "skipped" | "todo"; readonly title: string }
  | { readonly kind: "total"; readonly name: "pass" | "fail" | "skip"; readonly count: number }
  | { readonly kind: "structure" }
  | { readonly kind: "text"; readonly text: string };

/**
 * Reads one line of TAP. Lines of details (the YAML below a failed test, logs) are `text`, those
 * that say nothing to a reader (version, plan, number of tests) are `structure`.
 */
export function readTapLine(line: string): TapLine {
  return readTest(line) ?? readTotal(line) ?? readRest(line);
}

const testLine = /^(ok|not ok) \d+ - (.*?)( # (?:SKIP|TODO))?$/;

function readTest(line: string): TapLine | undefined {
  const [, verdict, title = "", directive] = testLine.exec(line) ?? [];
  if (verdict === undefined) return undefined;
  if (directive === " # SKIP") return { kind: "skipped", title };
  if (directive === " # TODO") return { kind: "todo", title };
  return { kind: verdict === "ok" ? "passed" : "failed", title };
}

function readTotal(line: string): TapLine | undefined {
  const [, name, count] = /^# (pass|fail|skip) (\d+)$/.exec(line) ?? [];
  if (name !== "pass" && name !== "fail" && name !== "skip") return undefined;
  return { kind: "total", name, count: Number(count) };
}

function readRest(line: string): TapLine {
  const structure = /^(TAP version \d+|\d+\.\.\d+|# tests \d+|)$/.test(line);
  return structure ? { kind: "structure" } : { kind: "text", text: line };
}
