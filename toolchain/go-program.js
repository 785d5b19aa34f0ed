import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * A program of Pulumi that is built from Go modules. `module` is the directory with its go.mod;
 * `takes` how long a first build takes on two cores; `versionVariable` what a release sets.
 *
 * @typedef {{
 *   readonly title: string,
 *   readonly takes: string,
 *   readonly module: string,
 *   readonly package: string,
 *   readonly versionVariable: string,
 * }} GoProgram
 */

/** @type {readonly GoProgram[]} */
export const goPrograms = [
  {
    title: "Pulumi",
    takes: "about 6 minutes",
    module: moduleDirectory("cli"),
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    versionVariable: "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version",
  },
  {
    title: "Pulumi's YAML host",
    takes: "about a minute",
    module: moduleDirectory("yaml"),
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    versionVariable: "github.com/pulumi/pulumi-yaml/pkg/version.Version",
  },
  {
    title: "Pulumi's Node.js host",
    takes: "about half a minute",
    module: moduleDirectory("nodejs"),
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    versionVariable: "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version",
  },
];

/**
 * The version of a program, and the oldest Go that builds it: what its go.mod says.
 *
 * @param {GoProgram} program
 * @returns {{ readonly version: string, readonly go: string }}
 */
export function pinned(program) {
  const text = readFileSync(join(program.module, "go.mod"), "utf8");
  // The only requirement outside a block is the program's own module.
  const version = /^require \S+ v(\S+)$/m.exec(text)?.[1];
  const go = /^go (\S+)$/m.exec(text)?.[1];
  if (!version || !go) throw new Error(`${program.module}/go.mod: no version of Go or the program`);
  return { version, go };
}

/** @param {string} name */
function moduleDirectory(name) {
  return fileURLToPath(new URL(`pulumi/${name}`, import.meta.url));
}
