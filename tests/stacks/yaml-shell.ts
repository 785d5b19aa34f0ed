import { join } from "node:path";
import { stringify } from "yaml";
import type { Shell } from "./shell.ts";
import { temporaryDirectory } from "./temporary.ts";

/** The root of the clone. */
export const cloneRoot = join(import.meta.dirname, "..", "..");

/** YAML stacks, with the plugin of this clone. */
export const yamlShell = yamlShellWith(cloneRoot);

/** YAML stacks with the plugin in a directory. */
export function yamlShellWith(plugin: string): Shell {
  return {
    name: "YAML",
    type: "pmufilter:index:PmuFilter",
    showsObserved: true,

    async makeDirectory() {
      return temporaryDirectory();
    },

    write(program) {
      const resources = Object.entries(program).map(([name, { properties, options }]) => [
        name,
        { type: "pmufilter:PmuFilter", properties, ...(options !== undefined && { options }) },
      ]);
      const project = {
        name: "stacks",
        runtime: "yaml",
        plugins: { providers: [{ name: "pmufilter", path: plugin }] },
        resources: Object.fromEntries(resources),
      };
      return { "Pulumi.yaml": stringify(project, { aliasDuplicateObjects: false }) };
    },
  };
}
