import { tmpdir } from "node:os";
import { findExecutable } from "./executable.js";
import { runTool } from "./tool.js";
import { isAtLeast } from "./version.js";

/** The oldest Pulumi that does all that this project needs (`get-schema` of a directory). */
export const oldestPulumi = "3.226.0";

/**
 * What a Pulumi installation has beside the CLI: the hosts of YAML and Node.js programs, and the
 * plugin that runs dynamic providers.
 */
export const companions = [
  "pulumi-language-yaml",
  "pulumi-language-nodejs",
  "pulumi-resource-pulumi-nodejs",
];

/**
 * Why the `pulumi` that a PATH leads to cannot be used (a sentence), or undefined when it can.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>}
 */
export async function refusePulumi(env) {
  const path = env["PATH"] ?? "";
  const pulumi = findExecutable("pulumi", path);
  if (!pulumi) return "There is no pulumi on PATH.";
  const absent = companions.filter((name) => !findExecutable(name, path));
  if (absent.length > 0) return `${pulumi} is on PATH without ${absent.join(" and ")}.`;
  const version = await versionOf(pulumi, env);
  if (version === undefined) return `\`${pulumi} version\` fails.`;
  if (isAtLeast(version, oldestPulumi)) return undefined;
  return `${pulumi} is ${version}; ${oldestPulumi} is the oldest that will do.`;
}

/**
 * @param {string} pulumi
 * @param {NodeJS.ProcessEnv} env
 */
async function versionOf(pulumi, env) {
  try {
    const options = { cwd: tmpdir(), env, timeout: 20_000 };
    return (await runTool(pulumi, ["version"], options)).trim();
  } catch {
    return undefined;
  }
}
