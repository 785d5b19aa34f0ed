import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { parse } from "yaml";
import { boot } from "./boot.ts";
import { testWithPulumi } from "./life.ts";
import { allow, file } from "./lives/filter.ts";
import type { DeclaredFilter } from "./shell.ts";
import { snapshot } from "./snapshot.ts";
import { Stack } from "./stack.ts";
import { yamlShell } from "./yaml-shell.ts";

const handWritten = [
  "-object",
  '{"qom-type":"kvm-pmu-filter","id":"f0","action":"deny","x86-fixed-counter":3,"events":[{"format":"x86-select-umask","select":46,"umask":65},{"format":"raw","code":20270}]}',
  "-accel",
  "kvm,pmu-filter=f0",
];

testWithPulumi("YAML: a foreign file is adopted by pulumi import", async (t) => {
  const stack = await Stack.create(yamlShell);
  writeFileSync(stack.file("web.args"), `${handWritten.join("\n")}\n`, { mode: 0o640 });
  const untouched = snapshot(stack.targets);

  const web = await importFilter(stack, "web", "web.args");
  t.deepEqual(snapshot(stack.targets), untouched, "an import writes nothing");
  t.is((await stack.resources())["web"]?.outputs.status[stack.key("web.args")]?.state, "adopted");
  stack.declare({ web });
  await stack.upUnchanged();
  await stack.refresh();
  await stack.upUnchanged();
  t.deepEqual(snapshot(stack.targets), untouched);
  t.deepEqual((await boot(stack.file("web.args"))).events, ["0x412e", "0x4f2e"]);

  await destroys(t, stack);
});

testWithPulumi(
  "YAML: a file whose state was lost is taken up again by pulumi import",
  async (t) => {
    const stack = await Stack.create(yamlShell);
    const declared = allow([{ name: "branches" }], [file(stack.file("web.args"))]);
    stack.declare({ web: declared });
    await stack.up();
    const written = snapshot(stack.targets);
    const { urn = "", id } = (await stack.resources())["web"] ?? {};
    await stack.run(["state", "delete", urn, "--yes"]);

    const imported = await importFilter(stack, "web", "web.args");
    t.is((await stack.resources())["web"]?.id, id, "the id stands in the file's record");
    stack.declare({ web: imported });
    await stack.upUnchanged();
    stack.declare({ web: declared });
    await stack.upUnchanged();
    t.deepEqual(snapshot(stack.targets), written);

    await destroys(t, stack);
  },
);

testWithPulumi("YAML: the import option adopts a file, an update then writes it", async (t) => {
  const stack = await Stack.create(yamlShell);
  writeFileSync(stack.file("web.args"), `${handWritten.join("\n")}\n`);
  const adopted = {
    properties: {
      action: "deny",
      events: [{ name: "cache-misses" }, { name: "cache-references" }],
      cpus: ["intel"],
      fixedCounters: ["instructions", "cycles"],
      qemuId: "f0",
      targets: [file(stack.file("web.args"))],
    },
  };
  stack.declare({ web: { ...adopted, options: { import: stack.key("web.args") } } });
  await stack.up();
  t.deepEqual(readdirSync(stack.targets), ["web.args"], "nothing is written yet");
  stack.declare({ web: adopted });
  await stack.upUnchanged();

  stack.declare({ web: allow([{ name: "branches" }], [file(stack.file("web.args"))]) });
  await stack.up();
  t.deepEqual((await boot(stack.file("web.args"))).events, ["0xc4"]);
  t.deepEqual(readdirSync(stack.targets), ["web.args", "web.args.pmufilter.json"]);
  await destroys(t, stack);
});

testWithPulumi("YAML: what cannot be imported says why", async (t) => {
  const stack = await Stack.create(yamlShell);
  writeFileSync(stack.file("other.args"), "-nographic\n");
  const importing = (id: string) =>
    stack.fail(["import", "pmufilter:index:PmuFilter", "web", id, "--yes", "--skip-preview"]);
  t.regex(await importing(stack.file("other.args")), /\[IMPORT_ID_INVALID\]/);
  t.regex(await importing(stack.key("other.args")), /\[IMPORT_UNREADABLE\]/);
  t.regex(await importing(stack.key("none.args")), /none\.args.* does not exist/);
});

/** Imports a file; the declaration is the one that Pulumi generates. */
async function importFilter(stack: Stack, name: string, target: string): Promise<DeclaredFilter> {
  const generated = join(stack.directory, "generated.yaml");
  const what = ["pmufilter:index:PmuFilter", name, stack.key(target)];
  const flags = ["--yes", "--skip-preview", "--protect=false", `--out=${generated}`];
  await stack.run(["import", ...what, ...flags]);
  const { resources } = parse(readFileSync(generated, "utf8")) as {
    readonly resources: Readonly<Record<string, DeclaredFilter>>;
  };
  const { properties } = resources[name] ?? {};
  if (properties === undefined) throw new Error("nothing was generated");
  return { properties };
}

async function destroys(t: ExecutionContext, stack: Stack): Promise<void> {
  await stack.destroy();
  t.deepEqual(readdirSync(stack.targets), []);
}
