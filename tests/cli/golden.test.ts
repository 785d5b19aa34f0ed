import { readFileSync } from "node:fs";
import test from "ava";
import { commands } from "../../provider/cli/commands.ts";
import { goldenCases } from "./golden-cases.ts";
import { goldenFile, goldenSections } from "./golden-text.ts";

test("every text is as in golden.txt; node tests/cli/write-golden.ts writes it anew", async (t) => {
  const sections = await goldenSections();
  const golden = readFileSync(goldenFile, "utf8").split(/\n(?=\$ pmufilter)/);
  t.deepEqual(
    sections.map((text) => text.trimEnd()),
    golden.map((text) => text.trimEnd()),
  );
});

for (const { name } of commands) {
  test(`golden.txt has the help of ${name}, and a failure of it`, (t) => {
    const golden = readFileSync(goldenFile, "utf8").split(/\n(?=\$ pmufilter)/);
    t.true(golden.some((text) => text.startsWith(`$ pmufilter ${name} --help\nexit 0\nstdout:`)));
    t.true(
      golden.some((text) => text.startsWith(`$ pmufilter ${name} `) && /\nexit [12]\n/.test(text)),
    );
  });
}

test("no two cases of golden.txt are the same", (t) => {
  const cases = goldenCases.map((one) => JSON.stringify(one));
  t.deepEqual(cases, [...new Set(cases)]);
});
