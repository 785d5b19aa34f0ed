import { spawn } from "node:child_process";
import { exitCodeOf, forwardSignals } from "./interruption.js";
import { SetUpError } from "./set-up-error.js";

/**
 * Runs the command that the set-up was made for, on this process's own stdin, stdout and stderr.
 *
 * @param {string} file looked up in the PATH of `env`
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code, as a shell would see it
 * @throws {SetUpError} when it cannot be started
 */
export function runCommand(file, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env, stdio: "inherit" });
    const stopForwarding = forwardSignals(child);
    child.once("error", (error) => {
      stopForwarding();
      reject(new SetUpError(`${file} could not be started: ${error.message}`));
    });
    child.once("exit", (code, signal) => {
      stopForwarding();
      resolve(signal ? exitCodeOf(signal) : (code ?? 1));
    });
  });
}
