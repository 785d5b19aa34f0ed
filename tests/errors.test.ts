import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { problemCodes } from "../provider/declared/problem.ts";
import { errorCodes } from "../provider/errors/error-code.ts";
import { PmuFilterError } from "../provider/errors/pmu-filter-error.ts";

const root = join(import.meta.dirname, "..");
const allCodes = [...new Set<string>([...errorCodes, ...problemCodes])];

test("docs/errors.md has one row per code and no others", (t) => {
  const page = readFileSync(join(root, "docs", "errors.md"), "utf8");
  const rows = [...page.matchAll(/^\| `([A-Z0-9_]+)`/gm)].map(([, code]) => code);
  t.deepEqual(rows.toSorted(), allCodes.toSorted());
});

test("every code is used", (t) => {
  const sources = globSync("provider/**/*.ts", { cwd: root })
    .filter((path) => !path.endsWith("error-code.ts") && !path.endsWith("problem.ts"))
    .map((path) => readFileSync(join(root, path), "utf8"))
    .join("\n");
  t.deepEqual(
    allCodes.filter((code) => !sources.includes(`"${code}"`)),
    [],
  );
});

test("an error says what failed, what to do, and its code", (t) => {
  const error = new PmuFilterError("CANCELLED", "it stopped", { hint: "Run again." });
  t.is(error.describe(), "it stopped. Run again. [CANCELLED]");
});

test("a cause is kept and not told twice", (t) => {
  const cause = new Error("ENOENT");
  const error = new PmuFilterError("FILE_INACCESSIBLE", "cannot read it", { cause });
  t.is(error.cause, cause);
  t.false(error.describe().includes("ENOENT"));
});
