import { realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { findExecutable } from "./executable.js";
import { chooseNode } from "./node.js";
import { ensurePackages } from "./packages.js";
import { choosePulumi } from "./pulumi.js";

/**
 * Sets up what is missing and returns the environment in which `node`, `pulumi` and the commands of
 * the npm packages are those that were chosen. A directory is put in front of PATH only where PATH
 * does not lead to the chosen program anyway: one like /usr/bin holds a lot of others.
 *
 * @param {string} root the checkout
 * @param {NodeJS.ProcessEnv} given
 * @param {{ pulumi: boolean }} wanted whether Pulumi is needed
 * @returns {Promise<NodeJS.ProcessEnv>}
 * @throws {import("./set-up-error.js").SetUpError} in words for the user
 */
export async function setUp(root, given, wanted) {
  const node = await chooseNode(given);
  const nodeFirst = leadsTo(given, "node", node) ? [] : [dirname(node)];
  await ensurePackages(root, withFirst(given, nodeFirst));
  const pulumi = wanted.pulumi ? await choosePulumi(given) : undefined;
  const pulumiNext = pulumi === undefined ? [] : [pulumi];
  const first = [...nodeFirst, ...pulumiNext, join(root, "node_modules", ".bin")];
  return { ...withFirst(given, first), PULUMI_SKIP_UPDATE_CHECK: "true" };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {string} file
 */
function leadsTo(env, name, file) {
  const found = findExecutable(name, env["PATH"] ?? "");
  return found !== undefined && realpathSync(found) === realpathSync(file);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} directories
 */
function withFirst(env, directories) {
  const path = env["PATH"] ? [env["PATH"]] : [];
  return { ...env, PATH: [...directories, ...path].join(delimiter) };
}
