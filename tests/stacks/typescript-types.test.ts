import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { execa } from "execa";
import { typescriptShell } from "./node-shells.ts";
import { cloneRoot } from "./yaml-shell.ts";

const program = `import * as pulumi from "@pulumi/pulumi";
import { PmuFilter, type PmuFilterArgs } from "pulumi-pmufilter";

const args: PmuFilterArgs = {
  action: "allow",
  cpus: ["intel"],
  events: [{ name: "branches" }, { select: 0xc5, umask: "0x00" }],
  targets: [{ qemuArgs: { path: pulumi.output("/etc/pmufilter/web.args") } }],
};
const web = new PmuFilter("web", args, { protect: true });
export const fingerprint: pulumi.Output<string> = web.fingerprint;
// @ts-expect-error: there is no such action.
new PmuFilter("action", { action: "permit" });
// @ts-expect-error: nor such a property.
new PmuFilter("property", { action: "allow", event: [] });
`;

const encoding = `
import { encodeKvmStruct } from "pulumi-pmufilter/encoding";
export const encode = encodeKvmStruct;
`;

/** As in the tsconfig.json of `pulumi new typescript` since 2025. */
const nodenext = { module: "nodenext", moduleResolution: "nodenext" };
/** And before; TypeScript 6 wants to be told that it is known to be old. */
const node = { module: "commonjs", moduleResolution: "node", ignoreDeprecations: "6.0" };

test.serial("TypeScript: a program compiles with moduleResolution nodenext", async (t) => {
  t.is(await compile(program + encoding, nodenext), "");
});

test.serial("TypeScript: a program compiles with moduleResolution node", async (t) => {
  t.is(await compile(program, node), "");
});

test.serial("TypeScript: the encoding compiles with moduleResolution node", async (t) => {
  t.is(await compile(encoding, node), "");
});

/** What the compiler has to say about a module. */
async function compile(module: string, options: object): Promise<string> {
  const directory = await typescriptShell.makeDirectory();
  const compilerOptions = { strict: true, target: "es2020", types: ["node"], ...options };
  const files = {
    "package.json": "{}",
    "index.ts": module,
    "tsconfig.json": JSON.stringify({ compilerOptions, files: ["index.ts"] }),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const tsc = join(cloneRoot, "node_modules", "typescript", "bin", "tsc");
  const { stdout } = await execa(process.execPath, [tsc, "--noEmit", "-p", "."], {
    cwd: directory,
    reject: false,
  });
  return stdout;
}
