import { readFileSync } from "node:fs";
import { packageSchema } from "./package-schema.ts";
import { referenceText } from "./reference.ts";

/** The generated files by their path from the root of the project, with what they should hold. */
export function generatedFiles(root: URL): Readonly<Record<string, string>> {
  const at = (path: string): string => readFileSync(new URL(path, root), "utf8");
  const { version, description, license } = JSON.parse(at("package.json")) as {
    readonly version: string;
    readonly description: string;
    readonly license: string;
  };
  const schema = packageSchema({
    version,
    description,
    license,
    examples: {
      yaml: at("examples/yaml/Pulumi.yaml"),
      typescript: at("examples/typescript/index.ts"),
    },
  });
  return {
    "schema.json": `${JSON.stringify(schema, null, 2)}\n`,
    "docs/reference.md": referenceText(),
  };
}
