import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { withLock } from "./lock.js";
import { SetUpError } from "./set-up-error.js";

/**
 * Where the set-up keeps what all clones on this machine share. A relative XDG_CACHE_HOME is
 * ignored, as the XDG base directory specification says.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheDirectory(env) {
  const base = env["XDG_CACHE_HOME"];
  const home = base && isAbsolute(base) ? base : join(homedir(), ".cache");
  return join(home, "pulumi-pmufilter");
}

/**
 * The directory of this name in the cache. When it is not there, it is filled by `build`, under
 * another name first and renamed when it is complete: what is there under its own name is good,
 * whenever the machine or the process was stopped, and however many clones build it at once.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name holds all versions that its content depends on
 * @param {(directory: string) => Promise<void>} build
 * @returns {Promise<string>}
 * @throws {SetUpError} when the cache cannot be written
 */
export async function cached(env, name, build) {
  const directory = join(cacheDirectory(env), name);
  if (existsSync(directory)) return directory;
  makeCacheDirectory(dirname(directory));
  await withLock(`${directory}.lock`, async () => {
    if (existsSync(directory)) return;
    removeTemporary(directory);
    await buildAside(directory, build);
  });
  return directory;
}

/**
 * Makes the cache directory, or says what to do when that is not possible.
 *
 * @param {string} directory
 */
export function makeCacheDirectory(directory) {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new SetUpError(
      `The cache directory ${directory} cannot be made (${message}).\n` +
        "Set XDG_CACHE_HOME to a directory that you may write to.",
    );
  }
}

/**
 * @param {string} directory
 * @param {(directory: string) => Promise<void>} build
 */
async function buildAside(directory, build) {
  const temporary = mkdtempSync(`${directory}.tmp-`);
  const remove = () => rmSync(temporary, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    await build(temporary);
    renameUnlessThere(temporary, directory);
  } finally {
    process.off("exit", remove);
    remove();
  }
}

/**
 * @param {string} temporary
 * @param {string} directory
 */
function renameUnlessThere(temporary, directory) {
  try {
    renameSync(temporary, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
  }
}

/**
 * Removes what killed builds of this directory left behind.
 *
 * @param {string} directory
 */
function removeTemporary(directory) {
  for (const name of readdirSync(dirname(directory))) {
    if (!name.startsWith(`${basename(directory)}.tmp-`)) continue;
    rmSync(join(dirname(directory), name), { recursive: true, force: true });
  }
}
