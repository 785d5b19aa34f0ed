import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { helperSources } from "../../toolchain/helper.ts";

const read = (...path: readonly string[]) => readFileSync(join(helperSources, ...path), "utf8");
const readme = read("README.md");

test("every code of a problem has its row, with the exit code that it has", (t) => {
  const exits = new Map(
    [...read("src", "command", "exit_code.h").matchAll(/(EXIT_[A-Z]+) = (\d+)/g)].map(
      ([, name = "", code = ""]) => [name, code],
    ),
  );
  const kinds = [...read("src", "command", "problem.c").matchAll(/\{"([A-Z_]+)", (EXIT_[A-Z]+)\}/g)]
    .filter(([, code]) => code !== "NO_PROBLEM")
    .map(([, code, exit = ""]) => `${code} ${exits.get(exit)}`);
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (\d+) \|/gm)].map(
    ([, code, exit]) => `${code} ${exit}`,
  );
  t.true(kinds.length > 10);
  t.deepEqual(rows.toSorted(), kinds.toSorted());
});

test("the exit codes are those of the help and of the README", (t) => {
  const codes = (text: string, row: RegExp) => [...text.matchAll(row)].map(([, code]) => code);
  const defined = codes(read("src", "command", "exit_code.h"), /EXIT_[A-Z]+ = (\d+)/g);
  t.deepEqual(defined, ["0", "1", "2", "3", "4", "5", "6", "7"]);
  t.deepEqual(codes(read("src", "command", "help.c"), /^ {4}" {2}(\d) {2}/gm), defined);
  t.deepEqual(codes(readme, /^\| (\d) \|/gm), defined);
});

test("every source is short, in short lines", (t) => {
  const sources = globSync("{src,fuzz}/**/*.{c,h}", { cwd: helperSources });
  const tests = globSync("**/*.{c,h}", { cwd: import.meta.dirname });
  const files = [
    ...sources.map((file) => join(helperSources, file)),
    ...tests.map((file) => join(import.meta.dirname, file)),
  ];
  const long = files.filter((file) => {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.length > 251 || lines.some((line) => line.length > 100);
  });
  t.true(sources.length > 20 && tests.length > 10);
  t.deepEqual(long, []);
});
