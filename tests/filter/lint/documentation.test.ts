import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { lintRules } from "../../../provider/filter/lint/lint-rules.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/lint.md"), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

test("docs/lint.md has one row per rule, in the table's order, and says the same of it", (t) => {
  t.deepEqual(
    rows.map(([, code, severity, title]) => ({ code, severity, title })),
    Object.entries(lintRules).map(([code, { severity, title }]) => ({
      code: `\`${code}\``,
      severity,
      title,
    })),
  );
});

test("every row says why the rule matters and what to do", (t) => {
  t.deepEqual(
    rows.filter((cells) => cells.length !== 7 || cells.slice(1, 6).includes("")),
    [],
  );
});
