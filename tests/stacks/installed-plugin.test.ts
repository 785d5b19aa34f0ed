import { join } from "node:path";
import { installPackage } from "./installed-package.ts";
import { testWithPulumi } from "./life.ts";
import { short } from "./lives/short.ts";
import { Stack } from "./stack.ts";
import { yamlShellWith } from "./yaml-shell.ts";

testWithPulumi(`YAML, with the plugin as npm installs it: ${short.title}`, async (t) => {
  const plugin = join(await installPackage(), "node_modules", "pulumi-pmufilter");
  await short.live(t, await Stack.create(yamlShellWith(plugin)));
});
