import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { installPackage } from "./installed-package.ts";
import type { DeclaredFilter, Shell, Value } from "./shell.ts";

/** TypeScript programs, with the package as npm would install it. */
export const typescriptShell = nodeShell("TypeScript", "index.ts", {}, [
  'import * as pulumi from "@pulumi/pulumi";',
  'import { PmuFilter } from "pulumi-pmufilter";',
]);

/** JavaScript programs that are CommonJS modules. */
export const commonJsShell = nodeShell("CommonJS", "index.js", {}, [
  'const pulumi = require("@pulumi/pulumi");',
  'const { PmuFilter } = require("pulumi-pmufilter");',
]);

/** JavaScript programs that are ES modules. */
export const esModuleShell = nodeShell("ES module", "index.js", { type: "module" }, [
  'import pulumi from "@pulumi/pulumi";',
  'import { PmuFilter } from "pulumi-pmufilter";',
]);

function nodeShell(
  name: Shell["name"],
  main: string,
  packageJson: object,
  imports: readonly string[],
): Shell {
  return {
    name,
    type: "pulumi-nodejs:dynamic/pmufilter:PmuFilter",
    showsObserved: false,

    async makeDirectory() {
      installation ??= installPackage();
      const programs = join(await installation, "programs");
      mkdirSync(programs, { recursive: true });
      return mkdtempSync(join(programs, "program-"));
    },

    write(program) {
      const filters = Object.entries(program).map(([name, filter]) => declaration(name, filter));
      return {
        "Pulumi.yaml": "name: stacks\nruntime: nodejs\n",
        "package.json": JSON.stringify({ name: "stacks", main, ...packageJson }),
        [main]: [...imports, ...filters, ""].join("\n"),
      };
    },
  };
}

/** One for all the programs of this process. */
let installation: Promise<string> | undefined;

function declaration(name: string, { properties, options = {} }: DeclaredFilter): string {
  return `const ${name} = new PmuFilter("${name}", ${expression(properties)}, ${expression(options)});`;
}

/** A value of Pulumi's YAML as JavaScript. */
function expression(value: Value): string {
  if (typeof value === "string" && value.includes("${")) return `pulumi.interpolate\`${value}\``;
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(expression).join(", ")}]`;
  const members = Object.entries(value);
  const [key, secret] = members[0] ?? [];
  if (key === "fn::secret" && secret !== undefined) return `pulumi.secret(${expression(secret)})`;
  return `{${members.map(([name, member]) => `"${name}": ${expression(member)}`).join(", ")}}`;
}
