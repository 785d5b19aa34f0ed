import { findExecutable } from "./executable.js";
import { goPrograms, pinned } from "./go-program.js";
import { SetUpError } from "./set-up-error.js";
import { runTool } from "./tool.js";
import { isAtLeast } from "./version.js";

/**
 * The path of a `go` that can build Pulumi and its hosts.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>}
 * @throws {SetUpError} when there is none on PATH, or it is too old
 */
export async function findGo(env) {
  const go = findExecutable("go", env["PATH"] ?? "");
  if (!go) throw new SetUpError("There is no Go on PATH either, to build Pulumi with.");
  for (const program of goPrograms) {
    // Asked inside the module, so that a Go that fetches newer ones of itself answers for those.
    const options = { cwd: program.module, env: goEnvironment(env) };
    const found = (await runTool(go, ["env", "GOVERSION"], options)).trim();
    if (isAtLeast(found, pinned(program).go)) continue;
    throw new SetUpError(`${go} is ${found}, which is too old to build Pulumi with.`);
  }
  return go;
}

/**
 * Builds a program into a directory, for this machine, from exactly the modules of its go.sum.
 *
 * @param {string} go
 * @param {NodeJS.ProcessEnv} env
 * @param {import("./go-program.js").GoProgram} program
 * @param {string} directory
 */
export async function goBuild(go, env, program, directory) {
  const set = `-s -w -X ${program.versionVariable}=${pinned(program).version}`;
  const reproducibly = ["-mod=readonly", "-trimpath", "-buildvcs=false", `-ldflags=${set}`];
  await runTool(go, ["build", ...reproducibly, "-o", `${directory}/`, program.package], {
    cwd: program.module,
    env: goEnvironment(env),
  });
}

/**
 * Without what would make another program of it: a workspace around the checkout, the wish for
 * another platform, a C compiler.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function goEnvironment(env) {
  return { ...env, GO111MODULE: "on", GOWORK: "off", GOOS: "", GOARCH: "", CGO_ENABLED: "0" };
}
