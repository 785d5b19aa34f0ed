import { chmodSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { announced, say } from "./announce.js";
import { cached } from "./cache.js";
import { findGo, goBuild } from "./go.js";
import { goPrograms, pinned } from "./go-program.js";
import { oldestPulumi, refusePulumi } from "./pulumi-on-path.js";
import { SetUpError } from "./set-up-error.js";
import { isAtLeast } from "./version.js";

// A Pulumi release has the like of it beside the CLI. It finds @pulumi/pulumi from the program's
// directory, so one serves all clones.
const dynamicProviderPlugin = "pulumi-resource-pulumi-nodejs";

/**
 * Where the Pulumi CLI with its YAML and Node.js hosts is: undefined for "on PATH already", else a
 * directory in the cache, which is built from Go modules when it is missing.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>}
 * @throws {SetUpError} when it must be built and cannot
 */
export async function choosePulumi(env) {
  const refusal = await refusePulumi(env);
  if (refusal === undefined) return undefined;
  return cached(env, cacheName(), async (directory) => {
    try {
      const go = await findGo(env);
      say(refusal);
      await build(go, env, directory);
    } catch (error) {
      if (error instanceof SetUpError) throw unavailable(refusal, error);
      throw error;
    }
  });
}

function cacheName() {
  const versions = goPrograms.map((program) => pinned(program).version);
  const [cli, yaml, nodejs] = versions;
  return `pulumi-${cli}-yaml-${yaml}-nodejs-${nodejs}-${process.platform}-${process.arch}`;
}

/**
 * @param {string} go
 * @param {NodeJS.ProcessEnv} env
 * @param {string} directory
 */
async function build(go, env, directory) {
  for (const program of goPrograms) {
    const what = `${program.title} ${pinned(program).version}`;
    await announced(`Building ${what} from Go modules (${program.takes} the first time)`, () =>
      goBuild(go, env, program, directory),
    );
  }
  const plugin = join(directory, dynamicProviderPlugin);
  const source = new URL(`pulumi/${dynamicProviderPlugin}`, import.meta.url);
  copyFileSync(fileURLToPath(source), plugin);
  chmodSync(plugin, 0o755);
}

/**
 * @param {string} refusal
 * @param {SetUpError} error
 */
function unavailable(refusal, error) {
  return new SetUpError(
    `${refusal} ${error.message}\n` +
      `Install Pulumi ${oldestPulumi} or newer (https://www.pulumi.com/docs/install/),\n` +
      `or Go ${oldestGo()} or newer (https://go.dev/doc/install) to have it built here.`,
  );
}

function oldestGo() {
  return goPrograms
    .map((program) => pinned(program).go)
    .reduce((a, b) => (isAtLeast(a, b) ? a : b));
}
