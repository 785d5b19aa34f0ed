import { findExecutable } from "./executable.js";
import { SetUpError } from "./set-up-error.js";
import { runTool } from "./tool.js";

// Said expressly, because a setting (omit, ignore-scripts, NODE_ENV=production) would change what
// is installed, and what is installed is used by clones and shells with other settings.
const always = ["--include=dev", "--include=optional", "--include=peer", "--ignore-scripts"];

/**
 * Installs exactly what a directory's package-lock.json says, without running any package's script.
 *
 * @param {string} directory
 * @param {NodeJS.ProcessEnv} env npm runs on the first `node` of its PATH
 * @throws {SetUpError} when there is no npm, or it fails
 */
export async function npmCi(directory, env) {
  const npm = findExecutable("npm", env["PATH"] ?? "");
  if (!npm) {
    throw new SetUpError(
      "There is no npm on PATH, which installs the packages that this project needs.\n" +
        "Install Node.js with npm (https://nodejs.org/en/download), or your system's package npm.",
    );
  }
  await runTool(npm, ["ci", "--no-audit", "--no-fund", ...always], { cwd: directory, env });
}
