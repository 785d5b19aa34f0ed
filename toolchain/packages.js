import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { announced } from "./announce.js";
import { cacheDirectory, makeCacheDirectory } from "./cache.js";
import { withLock } from "./lock.js";
import { npmCi } from "./npm.js";

/**
 * Installs the checkout's npm packages unless they are those of its package-lock.json already. A
 * stamp inside node_modules, written last, tells: `npm ci` begins with removing it.
 *
 * @param {string} root the checkout
 * @param {NodeJS.ProcessEnv} env with the chosen Node first in PATH
 */
export async function ensurePackages(root, env) {
  if (isInstalled(root)) return;
  const cache = cacheDirectory(env);
  makeCacheDirectory(cache);
  await withLock(join(cache, `packages-${sha256(root).slice(0, 16)}.lock`), async () => {
    if (isInstalled(root)) return;
    await announced("Installing npm packages (about a minute the first time)", () =>
      npmCi(root, env),
    );
    writeStamp(root);
  });
}

/**
 * Says that node_modules holds what package-lock.json says.
 *
 * @param {string} root the checkout
 */
export function writeStamp(root) {
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(stampFile(root), lockHash(root));
}

/** @param {string} root */
function isInstalled(root) {
  try {
    return readFileSync(stampFile(root), "utf8") === lockHash(root);
  } catch {
    return false;
  }
}

/** @param {string} root */
function stampFile(root) {
  return join(root, "node_modules", ".pmufilter-packages");
}

/** @param {string} root */
function lockHash(root) {
  return sha256(readFileSync(join(root, "package-lock.json")));
}

/** @param {string | Buffer} data */
function sha256(data) {
  return createHash("sha256").update(data).digest("hex");
}
