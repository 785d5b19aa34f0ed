import { readFileSync } from "node:fs";
import test from "ava";
import { generatedFiles } from "../../provider/schema/generated-files.ts";

const root = new URL("../../", import.meta.url);

for (const [path, text] of Object.entries(generatedFiles(root))) {
  test(`${path} is what npm run generate makes`, (t) => {
    t.is(readFileSync(new URL(path, root), "utf8"), text);
  });
}
