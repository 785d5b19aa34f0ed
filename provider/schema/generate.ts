import { writeFileSync } from "node:fs";
import { generatedFiles } from "./generated-files.ts";

// `npm run generate`: writes the generated files of this clone.
const root = new URL("../../", import.meta.url);
for (const [path, text] of Object.entries(generatedFiles(root))) {
  writeFileSync(new URL(path, root), text);
  console.log(`wrote ${path}`);
}
