import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { stringify } from "yaml";

/** What a stack under measurement is made of. */
export interface StackUnderTest {
  readonly name: string;
  /** The plugin's name and directory; undefined for the engine alone. */
  readonly plugin: { readonly name: string; readonly path: string } | undefined;
  readonly resource: object;
}

/** Makes a YAML stack of `count` resources and returns a function that times its preview, in s. */
export async function preparePreview(
  directory: string,
  { name, plugin, resource }: StackUnderTest,
  count: number,
): Promise<() => Promise<number>> {
  const at = join(directory, `${name.replaceAll(/\W+/g, "-")}-${count}`);
  mkdirSync(at, { recursive: true });
  const resources = Object.fromEntries(
    [...Array(count).keys()].map((index) => [`r${index}`, resource]),
  );
  const program = {
    name: "bench",
    runtime: "yaml",
    ...(plugin && { plugins: { providers: [plugin] } }),
    resources,
  };
  writeFileSync(join(at, "Pulumi.yaml"), stringify(program, { aliasDuplicateObjects: false }));
  const pulumi = execa({
    cwd: at,
    env: {
      PULUMI_BACKEND_URL: `file://${at}`,
      PULUMI_CONFIG_PASSPHRASE: "",
      PULUMI_HOME: join(directory, "home"),
    },
  });
  await pulumi("pulumi", ["stack", "init", "bench"]);
  return async () => {
    const start = performance.now();
    await pulumi("pulumi", ["preview", "--stack", "bench", "--json"]);
    return (performance.now() - start) / 1000;
  };
}

/** Makes the directory of a plugin that is one script. */
export function scriptPlugin(directory: string, name: string, script: string): string {
  const at = join(directory, name);
  mkdirSync(at, { recursive: true });
  const executable = join(at, `pulumi-resource-${name}`);
  writeFileSync(executable, `#!/bin/sh\nexec ${process.execPath} ${script}\n`);
  chmodSync(executable, 0o755);
  return at;
}
