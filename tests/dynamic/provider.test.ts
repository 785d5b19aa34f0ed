import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import * as provider from "../../provider/dynamic/provider.ts";
import type { EngineObject } from "../../provider/engine/special-values.ts";
import { PartialFailure } from "../../provider/resource/partial-failure.ts";

/* The module's exports, called as Pulumi's host of dynamic providers calls them. */

const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function directory(t: ExecutionContext): string {
  const path = mkdtempSync(join(tmpdir(), "pmufilter-dynamic-"));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function filterAt(...paths: readonly string[]): EngineObject {
  return {
    __provider: "exports.handler = ...",
    action: "allow",
    cpus: ["amd"],
    events: [{ name: "branches" }, { select: "0x120", umask: 1 }],
    targets: paths.map((path) => ({ qemuArgs: { path } })),
  };
}

async function checked(news: EngineObject): Promise<EngineObject> {
  const { inputs, failures } = await provider.check({}, news);
  if (inputs === undefined || failures?.length !== 0) throw new Error(JSON.stringify(failures));
  return inputs;
}

test("a resource's life", async (t) => {
  const path = join(directory(t), "a.args");
  const key = `qemuArgs:localhost:${path}`;
  const news = await checked(filterAt(path));
  const { id, outs } = await provider.create(news);
  t.true(readFileSync(path, "utf8").startsWith("-object\n"));
  t.deepEqual(await provider.diff(id, outs, news), { changes: false });

  rmSync(path);
  const { props, inputs } = await provider.read(id, outs);
  t.is(props.applied[key], "missing");
  t.is(inputs.applied[key], "missing");
  t.deepEqual(Object.keys(inputs).sort(), Object.keys(news).sort());
  t.deepEqual(await provider.diff(id, props, news), { changes: true });

  const { outs: mended } = await provider.update(id, props, news);
  t.deepEqual(mended, outs);
  t.true(existsSync(path));
  await provider.delete(id, mended);
  t.false(existsSync(path));
});

test("Pulumi's own property is not taken for an input, and not lost to a diff", async (t) => {
  const inputs = await checked(filterAt());
  t.false("__provider" in inputs);
  const { id, outs } = await provider.create(inputs);
  const older = { ...outs, __provider: "of an older version" };
  t.deepEqual(await provider.diff(id, older, { ...inputs, __provider: "x" }), { changes: false });
});

test("bad input fails at its path", async (t) => {
  const { failures } = await provider.check({}, { ...filterAt("x"), action: "alow" });
  t.deepEqual(
    failures?.map(({ property }) => property),
    ["action", "targets[0].qemuArgs.path"],
  );
});

test("what is not known passes, and makes unknown what depends on it", async (t) => {
  const inputs = await checked({ ...filterAt(), events: unknownText });
  t.is(inputs["entries"], unknownText);
  t.is(inputs["action"], "allow");
});

test("an error has no stack for users to read", async (t) => {
  const path = join(directory(t), "a.args");
  writeFileSync(path, "-m\n");
  const inputs = await checked(filterAt(path));
  const error = await t.throwsAsync(provider.create(inputs));
  t.true(error?.message.includes("[FILE_NOT_OURS]"));
  t.is(error?.stack, "");
});

test("a partial failure carries what Pulumi's host saves", async (t) => {
  const at = directory(t);
  const inputs = await checked(filterAt(join(at, "a.args"), join(at, "none", "b.args")));
  const error = await t.throwsAsync(provider.create(inputs), { instanceOf: PartialFailure });
  t.truthy(error?.id);
  t.is(error?.reasons.length, 1);
  t.deepEqual(Object.keys(error?.properties["status"] ?? {}), [
    `qemuArgs:localhost:${join(at, "a.args")}`,
  ]);
});

test.serial("a dry run by the stack's configuration writes the journal alone", async (t) => {
  const at = directory(t);
  const settings: Record<string, string> = {
    "pmufilter:dryRun": "true",
    "pmufilter:journal": join(at, "j.jsonl"),
  };
  t.teardown(() => provider.configure(configured({})));
  await provider.configure(configured(settings));
  await provider.create(await checked(filterAt(join(at, "a.args"))));
  t.deepEqual(readdirSync(at), ["j.jsonl"]);
});

test.serial("the stack's configuration sets the lint's severities", async (t) => {
  t.teardown(() => provider.configure(configured({})));
  const news = { action: "allow", cpus: ["intel"], events: [{ name: "branches" }] };
  const lint = JSON.stringify({ ALLOW_WITHOUT_FIXED_COUNTERS: "error" });
  await provider.configure(configured({ "pmufilter:lint": lint }));
  const { failures } = await provider.check({}, news);
  t.deepEqual(
    failures?.map(({ property }) => property),
    ["events"],
  );
  t.true(failures?.[0]?.reason.endsWith("[ALLOW_WITHOUT_FIXED_COUNTERS]"));
});

function configured(settings: Readonly<Record<string, string>>) {
  const get = (key: string): string | undefined => settings[key];
  return { config: { get, require: (key: string) => get(key) ?? "" } };
}
