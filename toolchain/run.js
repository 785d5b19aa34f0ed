import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "./command.js";
import { exitOnSignals } from "./interruption.js";
import { setUp } from "./set-up.js";
import { SetUpError } from "./set-up-error.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

main(process.argv.slice(2));

/**
 * `node toolchain/run.js [--without-pulumi] COMMAND ARGS...`: sets up what the project needs (Node,
 * npm packages, Pulumi), each only when it is missing, then runs a command with that on its PATH.
 * Needs nothing but Node 18 and npm.
 *
 * @param {readonly string[]} args
 */
async function main(args) {
  const pulumi = args[0] !== "--without-pulumi";
  const [command, ...rest] = pulumi ? args : args.slice(1);
  try {
    if (!command) {
      throw new SetUpError("Usage: node toolchain/run.js [--without-pulumi] COMMAND ARGS...");
    }
    const stopExiting = exitOnSignals();
    const env = await setUp(root, process.env, { pulumi });
    stopExiting();
    process.exitCode = await runCommand(command, rest, env);
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
