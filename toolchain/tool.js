import { spawn } from "node:child_process";
import { SetUpError } from "./set-up-error.js";

// The cause may stand at the beginning (npm prints its usage after it) or at the end (go does not).
const linesShown = { first: 15, last: 30 };

/**
 * Runs a tool of the set-up quietly and returns its stdout. What it printed is shown only when it
 * fails. It is interrupted when this process ends first.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, timeout?: number }} options timeout in milliseconds
 * @returns {Promise<string>}
 * @throws {SetUpError} when it cannot be started, fails or runs into the timeout
 */
export function runTool(file, args, { cwd, env, timeout }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, timeout, stdio: ["ignore", "pipe", "pipe"] });
    const interrupt = () => child.kill("SIGINT");
    process.once("exit", interrupt);
    let stdout = "";
    let all = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      all += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      all += text;
    });
    child.once("error", (error) => {
      process.off("exit", interrupt);
      reject(new SetUpError(`${file} could not be started: ${error.message}`));
    });
    child.once("close", (code, signal) => {
      process.off("exit", interrupt);
      if (code === 0) return resolve(stdout);
      const how = code === null ? `was ended by ${signal}` : `failed with exit code ${code}`;
      reject(new SetUpError(`${excerpt(all)}${[file, ...args].join(" ")} ${how} (in ${cwd}).`));
    });
  });
}

/** @param {string} text */
function excerpt(text) {
  const lines = text.trimEnd().split("\n");
  const { first, last } = linesShown;
  const shown =
    lines.length <= first + last
      ? lines
      : [...lines.slice(0, first), "[...]", ...lines.slice(-last)];
  return shown.map((line) => `  | ${line}\n`).join("");
}
