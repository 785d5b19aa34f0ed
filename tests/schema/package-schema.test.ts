import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { execa, execaSync } from "execa";
import { pmuFilterProperties } from "../../provider/declared/pmu-filter.ts";
import { computedProperties } from "../../provider/resource/state.ts";

const root = join(import.meta.dirname, "..", "..");
const schemaFile = join(root, "schema.json");
const schema = JSON.parse(readFileSync(schemaFile, "utf8"));
const resource = schema.resources["pmufilter:index:PmuFilter"];
const pulumi = hasPulumi();
const withPulumi = pulumi ? test : test.skip;
const why = pulumi ? "" : " (skipped: there is no pulumi on PATH)";

test("inputs are the declared properties, outputs have the computed ones too", (t) => {
  t.deepEqual(Object.keys(resource.inputProperties), Object.keys(pmuFilterProperties));
  t.deepEqual(Object.keys(resource.properties), [
    ...Object.keys(pmuFilterProperties),
    ...Object.keys(computedProperties),
  ]);
});

test("numbers are integers or strings in inputs, and strings in outputs", (t) => {
  const { Event: event, NormalisedEvent: normalised } = types();
  t.deepEqual(event?.properties?.["select"]?.oneOf, [{ type: "integer" }, { type: "string" }]);
  t.is(normalised?.properties?.["select"]?.type, "string");
});

test("every reference leads somewhere", (t) => {
  const references = [...JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = ""]) =>
    to.replace("#/types/", ""),
  );
  t.true(references.length > 0);
  t.deepEqual(
    references.filter((token) => schema.types[token] === undefined),
    [],
  );
});

test("every property says what it is, and none has a name that Pulumi reserves", (t) => {
  const objects = [resource, schema.provider, ...Object.values(types())];
  for (const { properties = {}, inputProperties = {} } of objects) {
    for (const [name, property] of Object.entries<TypeSpec>({
      ...properties,
      ...inputProperties,
    })) {
      t.truthy(property.description, name);
      t.false(["pulumi", "urn"].includes(name), name);
    }
  }
  t.false("id" in resource.properties);
  t.false("version" in schema.provider.inputProperties);
});

withPulumi(`Pulumi's own check finds nothing${why}`, async (t) => {
  const { exitCode } = await execa("pulumi", ["schema", "check", schemaFile], environment(t));
  t.is(exitCode, 0);
});

withPulumi(`pulumi package get-schema gets it from the plugin${why}`, async (t) => {
  const { stdout } = await execa(
    "pulumi",
    ["package", "get-schema", join(root, "pulumi-resource-pmufilter")],
    environment(t),
  );
  // Pulumi sorts the members and fills in defaults; the resource is as it was.
  const got = JSON.parse(stdout);
  t.is(got.version, schema.version);
  t.deepEqual(got.resources["pmufilter:index:PmuFilter"].inputProperties, resource.inputProperties);
});

/** Pulumi's commands refuse to run where a Pulumi.yaml and a PulumiPlugin.yaml stand together. */
function environment(t: { teardown(work: () => void): void }) {
  const cwd = mkdtempSync(join(tmpdir(), "pmufilter-schema-"));
  t.teardown(() => rmSync(cwd, { recursive: true, force: true }));
  return { cwd, env: { PULUMI_HOME: join(cwd, "home"), PULUMI_BACKEND_URL: `file://${cwd}` } };
}

interface TypeSpec {
  readonly type?: string;
  readonly oneOf?: readonly TypeSpec[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, TypeSpec>>;
  readonly inputProperties?: Readonly<Record<string, TypeSpec>>;
}

/** The schema's types by the last part of their tokens. */
function types(): Readonly<Record<string, TypeSpec>> {
  return Object.fromEntries(
    Object.entries<TypeSpec>(schema.types).map(([token, type]) => [token.split(":")[2], type]),
  );
}

function hasPulumi(): boolean {
  return execaSync("pulumi", ["version"], { reject: false }).exitCode === 0;
}
