import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { testLives, testWithPulumi } from "./life.ts";
import { allow, file } from "./lives/filter.ts";
import { short } from "./lives/short.ts";
import { commonJsShell, esModuleShell, typescriptShell } from "./node-shells.ts";
import { Stack } from "./stack.ts";

testLives(commonJsShell, [short]);
testLives(esModuleShell, [short]);

testWithPulumi(
  "TypeScript: the provider in the state is small and outlives its code",
  async (t) => {
    const stack = await Stack.create(typescriptShell);
    stack.declare({ web: allow([{ name: "branches" }], [file(stack.file("web.args"))]) });
    await stack.up();
    const provider = await providerOf(stack);
    t.log(`${provider.length} bytes`);
    t.true(provider.length > 0 && provider.length <= 300, provider);

    const installed = join(stack.directory, "..", "..", "node_modules", "pulumi-pmufilter", "dist");
    for (const module of ["dynamic/provider.js", "dynamic/index.js", "resource/create.js"]) {
      appendFileSync(join(installed, module), "\nglobalThis.pmuFilterOfAnotherVersion = true;\n");
    }
    await stack.upUnchanged();
    t.is(await providerOf(stack), provider);
  },
);

/** The serialised provider of the one resource in a state. */
async function providerOf(stack: Stack): Promise<string> {
  const { web } = await stack.resources();
  return web?.outputs.__provider ?? "";
}
