import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { say } from "./announce.js";
import { builtForArm64, builtHelper } from "./helper.ts";
import { SetUpError } from "./set-up-error.js";

/**
 * Puts kvm-pmu-filter into a directory as the provider takes it to hosts: without shared libraries,
 * named after the machine as `uname -m` says it. One that cannot be built here is left out, and said.
 */
export async function putStaticHelpers(
  directory: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const ownMachine = process.arch === "arm64" ? "aarch64" : "x86_64";
  await put(join(directory, name(ownMachine)), () => builtHelper("static", env));
  if (ownMachine === "aarch64") return;
  await put(join(directory, name("aarch64")), async () => (await builtForArm64(env)).program);
}

function name(machine: string): string {
  return `kvm-pmu-filter-${machine}`;
}

async function put(path: string, build: () => Promise<string>): Promise<void> {
  try {
    copyFileSync(await build(), path);
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    say(`${error.message}\nHosts of that architecture cannot be given ${path}.`);
  }
}
