import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { boot } from "./boot.ts";
import { testWithPulumi } from "./life.ts";
import { typescriptShell } from "./node-shells.ts";
import type { Shell } from "./shell.ts";
import { Stack } from "./stack.ts";
import { cloneRoot, yamlShell } from "./yaml-shell.ts";

/** A dry run, and the example with its types. */
const env = { PMUFILTER_DRY_RUN: "1", PULUMI_NODEJS_TRANSPILE_ONLY: "false" };

/** The preset `architectural` on Sapphire Rapids, and two events more. */
const architectural = ["0xc0", "0x3c", "0x13c", "0xc4", "0xc5", "0x1a4", "0x10c4", "0x10c5"];

/** An example, its resources, and the codes that `web` gives its VM. */
const examples: readonly [string, Shell, readonly string[], readonly string[]][] = [
  [".", yamlShell, ["web"], architectural],
  ["examples/yaml", yamlShell, ["web", "fleet", "arm"], ["0xc0", "0x3c", "0xc4", "0xc5"]],
  ["examples/typescript", typescriptShell, ["web"], architectural],
  ["examples/hosts", yamlShell, ["web"], architectural.slice(0, 6)],
];

for (const [directory, shell, resources, events] of examples) {
  testWithPulumi(`the stack in ${directory} runs`, async (t) => {
    const before = existsSync("/etc/pmufilter");
    const stack = await Stack.create({ ...shell, write: () => exampleFiles(directory, shell) });
    t.deepEqual(
      (await stack.preview(env)).steps,
      Object.fromEntries(resources.map((name) => [name, "create"])),
    );
    await stack.up(env);
    await stack.upUnchanged(env);

    const [argumentFile] = journalFiles(stack);
    t.is(argumentFile?.path, "/etc/pmufilter/web.args");
    writeFileSync(stack.file("web.args"), argumentFile?.text ?? "");
    const filter = await boot(stack.file("web.args"));
    t.deepEqual(filter.events.toSorted(), events.toSorted());

    await stack.destroy(env);
    t.deepEqual(journalFiles(stack), []);
    t.is(existsSync("/etc/pmufilter"), before);
  });
}

/** An example's files, with the plugin in the clone; what a program needs is added. */
function exampleFiles(directory: string, shell: Shell): Readonly<Record<string, string>> {
  const source = join(cloneRoot, directory);
  const names = directory === "." ? ["Pulumi.yaml"] : readdirSync(source);
  const files = names.map((name) => [name, readFileSync(join(source, name), "utf8")] as const);
  return {
    ...shell.write({}),
    ...Object.fromEntries(
      files.map(([name, text]) => [name, text.replace(/path: \.[./]*$/m, `path: ${cloneRoot}`)]),
    ),
  };
}

interface Step {
  readonly step: string;
  readonly path: string;
  readonly text?: string;
}

/** The files that would stand, by the journal, without their records. */
function journalFiles(stack: Stack): readonly Step[] {
  const journal = join(stack.directory, ".pmufilter", "journal.jsonl");
  const files = new Map<string, Step>();
  for (const line of readFileSync(journal, "utf8").split("\n").slice(0, -1)) {
    for (const step of (JSON.parse(line) as { readonly steps: readonly Step[] }).steps) {
      if (step.step === "writeFile") files.set(step.path, step);
      else files.delete(step.path);
    }
  }
  return [...files.values()].filter(({ path }) => !path.endsWith(".pmufilter.json"));
}
