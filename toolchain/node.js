import { copyFileSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { announced } from "./announce.js";
import { cached } from "./cache.js";
import { npmCi } from "./npm.js";
import { SetUpError } from "./set-up-error.js";
import { runTool } from "./tool.js";
import { isAtLeast, parseVersion } from "./version.js";

const manifest = fileURLToPath(new URL("node/package.json", import.meta.url));

/**
 * The `node` to use: the one that runs this when it is new enough, otherwise a Node 24 in the
 * cache, which comes from npm packages that hold the binary itself.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} the path of the executable
 * @throws {SetUpError} when there is no package for this platform, or its Node does not run
 */
export async function chooseNode(env) {
  if (isSupportedNode(process.versions.node)) return process.execPath;
  const { name, version } = nodePackage(process.platform, process.arch);
  const within = join("node_modules", name, "bin", "node");
  const directory = await cached(env, `${name}-${version}`, (temporary) =>
    announced(`Installing Node.js ${version} (about 20 seconds the first time)`, async () => {
      for (const file of ["package.json", "package-lock.json"]) {
        copyFileSync(join(dirname(manifest), file), join(temporary, file));
      }
      await npmCi(temporary, env);
      await tryNode(join(temporary, within), temporary);
    }),
  );
  return join(directory, within);
}

/**
 * Whether this Node version runs the project and all that it is developed with. The strictest is
 * AVA 8 (`^22.20 || ^24.12 || >=26`); 25 is taken too, because it lacks nothing.
 *
 * @param {string} version
 */
export function isSupportedNode(version) {
  const major = parseVersion(version)?.[0];
  if (major === 22) return isAtLeast(version, "22.20.0");
  return isAtLeast(version, "24.12.0");
}

/**
 * The npm package that holds a Node for this platform, from toolchain/node/package.json.
 *
 * @param {string} platform
 * @param {string} arch
 * @returns {{ readonly name: string, readonly version: string }}
 * @throws {SetUpError} when there is none
 */
export function nodePackage(platform, arch) {
  const name = `node-${platform}-${arch}`;
  /** @type {{ optionalDependencies: Record<string, string> }} */
  const { optionalDependencies } = JSON.parse(readFileSync(manifest, "utf8"));
  const version = optionalDependencies[name];
  if (!version) throw tooOld(`There is no ready-made one for ${platform} on ${arch}.`);
  return { name, version };
}

/**
 * @param {string} binary
 * @param {string} cwd
 */
async function tryNode(binary, cwd) {
  try {
    await runTool(binary, ["--version"], { cwd, env: process.env });
  } catch (error) {
    throw tooOld(`The one from npm does not run here:\n${/** @type {Error} */ (error).message}`);
  }
}

/** @param {string} why */
function tooOld(why) {
  return new SetUpError(
    `Node.js ${process.versions.node} is too old for this project. ${why}\n` +
      "Install Node.js 24.12 or newer, or 22.20 or newer of the 22 line (https://nodejs.org/en/download).",
  );
}
