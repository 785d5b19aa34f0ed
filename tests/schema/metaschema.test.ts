import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { execaSync } from "execa";
import { scratch } from "../executor/scratch.ts";

const root = join(import.meta.dirname, "..", "..");
const schema = JSON.parse(readFileSync(join(root, "schema.json"), "utf8"));

/** The keys that Pulumi knows at the top (pulumi/pulumi, pkg/codegen/schema/pulumi.json); no others may be. */
const topLevelKeys = [
  "name",
  "displayName",
  "version",
  "description",
  "keywords",
  "homepage",
  "license",
  "attribution",
  "repository",
  "logoUrl",
  "pluginDownloadURL",
  "publisher",
  "namespace",
  "meta",
  "config",
  "types",
  "dependencies",
  "provider",
  "resources",
  "functions",
  "language",
  "parameterization",
  "allowedPackageNames",
];

test("there are no keys at the top but those that Pulumi knows", (t) => {
  t.deepEqual(
    Object.keys(schema).filter((key) => !topLevelKeys.includes(key)),
    [],
  );
  t.is(schema.name, "pmufilter");
  t.true(schema.keywords.includes("kind/native"));
  t.true(schema.keywords.includes("category/infrastructure"));
});

test("what is required is a property", (t) => {
  const { inputProperties, requiredInputs, properties, required } =
    schema.resources["pmufilter:index:PmuFilter"];
  for (const name of requiredInputs) t.true(name in inputProperties, name);
  for (const name of required) t.true(name in properties, name);
  for (const type of Object.values<{ required: string[]; properties: object }>(schema.types)) {
    for (const name of type.required) t.true(name in type.properties, name);
  }
});

const pulumi = execaSync("pulumi", ["version"], { reject: false }).exitCode === 0;
const title = "pulumi package get-schema gets from the executable what stands in schema.json";

(pulumi ? test : test.skip)(pulumi ? title : `${title} (there is no pulumi on PATH)`, (t) => {
  const cwd = scratch(t);
  const env = { PULUMI_HOME: join(cwd, "home"), PULUMI_BACKEND_URL: `file://${cwd}` };
  const executable = join(root, "pulumi-resource-pmufilter");
  const { stdout } = execaSync("pulumi", ["package", "get-schema", executable], { cwd, env });
  t.deepEqual(JSON.parse(stdout), withoutEmptyRequired(schema));
});

/** Pulumi leaves out lists of required properties that are empty. */
function withoutEmptyRequired(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyRequired);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => key !== "required" || (Array.isArray(item) && item.length > 0))
      .map(([key, item]) => [key, withoutEmptyRequired(item)]),
  );
}
