import { writeFileSync } from "node:fs";
import { goldenFile, goldenSections } from "./golden-text.ts";

/*
 * `node tests/cli/write-golden.ts` writes tests/cli/golden.txt anew, after a change of a help or
 * error text. Read its diff before you commit it.
 */
goldenSections().then((sections) => writeFileSync(goldenFile, sections.join("\n")));
