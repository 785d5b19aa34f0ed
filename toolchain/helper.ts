import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cached } from "./cache.js";
import { findExecutable } from "./executable.js";
import { SetUpError } from "./set-up-error.js";
import { runTool } from "./tool.js";

/** What helper/Makefile makes, by the name of its target. */
export type HelperTarget = keyof typeof files;

const files = {
  all: "kvm-pmu-filter",
  static: "kvm-pmu-filter-static",
  checked: "kvm-pmu-filter-checked",
  faulty: "kvm-pmu-filter-faulty",
  fuzz: "fuzz",
} as const;

/** What a target needs of the compiler beyond what all need: flags that it must be able to link with. */
const needs: Readonly<Record<HelperTarget, readonly string[]>> = {
  all: [],
  static: ["-static-pie"],
  checked: ["-fsanitize=address,undefined"],
  faulty: [],
  fuzz: ["-fsanitize=address,undefined"],
};

const root = join(import.meta.dirname, "..");

/** Where the sources of kvm-pmu-filter are. */
export const helperSources = join(root, "helper");

/**
 * The path of a program of helper/, built unless these sources were built by this compiler before. It
 * is kept in node_modules/.cache.
 *
 * @throws {SetUpError} when something is missing to build it with, or it does not compile
 */
export async function builtHelper(
  target: HelperTarget,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const missing = missingForHelper(target, env);
  if (missing !== undefined) throw new SetUpError(`kvm-pmu-filter is not built: ${missing}.`);
  return join(await builtBy(compiler(env), target, env), files[target]);
}

/** The compiler for arm64 on another machine. */
export const arm64Compiler = "aarch64-linux-gnu-gcc";

/** Where the program for arm64 and the library that it preloads are, built as {@link builtHelper} does. */
export async function builtForArm64(
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ readonly program: string; readonly library: string }> {
  const directory = await builtBy(arm64Compiler, "static", env);
  return {
    program: join(directory, files.static),
    library: join(directory, "kvm-pmu-filter-preload.so"),
  };
}

/** The directory of what a compiler made of a target. */
function builtBy(cc: string, target: HelperTarget, env: NodeJS.ProcessEnv): Promise<string> {
  const cache = { XDG_CACHE_HOME: join(root, "node_modules", ".cache") };
  const name = `helper-${target}-${fingerprint(cc)}`;
  return cached(cache, name, (out) => make([target, `CC=${cc}`, `OUT=${out}`], env));
}

/** Runs make in helper/ with this machine's compiler and nothing of the caller's own flags. */
export async function make(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const path = env["PATH"] ?? "";
  const program = findExecutable("make", path) ?? "make";
  const options = { cwd: helperSources, env: { PATH: path, LC_ALL: "C" } };
  await runTool(program, ["--silent", `CC=${compiler(env)}`, ...args], options);
}

/**
 * Why a program of helper/ cannot be built here, and what to do: the end of a sentence. `undefined`
 * when it can.
 */
export function missingForHelper(
  target: HelperTarget,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  if (process.platform !== "linux") return "it is for Linux only";
  if (!findExecutable("make", env["PATH"] ?? "")) return `there is no make on PATH; ${install}`;
  if (!compiler(env)) return `there is no C compiler (cc, gcc, clang) on PATH; ${install}`;
  const flags = ["-std=c17", "-ftrivial-auto-var-init=zero", ...needs[target]];
  if (links(compiler(env), flags)) return undefined;
  return `${compiler(env)} cannot compile with ${flags.join(" ")}; gcc 12 or newer can; ${install}`;
}

const install = "on Debian, apt-get install gcc make libc6-dev";

/** The C compiler on PATH, or "". */
export function compiler(env: NodeJS.ProcessEnv): string {
  const path = env["PATH"] ?? "";
  for (const name of ["cc", "gcc", "clang"]) {
    const found = findExecutable(name, path);
    if (found) return found;
  }
  return "";
}

function links(cc: string, flags: readonly string[]): boolean {
  const args = [...flags, "-x", "c", "-o", "/dev/null", "-"];
  const input = '#include <stdio.h>\nint main(void) { return puts("") < 0; }\n';
  return spawnSync(cc, args, { input }).status === 0;
}

/** Of the sources and what they are compiled with. */
function fingerprint(cc: string): string {
  const hash = createHash("sha256");
  const { stdout } = spawnSync(cc, ["--version"], { encoding: "utf8" });
  hash.update(`${cc}\0${stdout}\0${process.arch}\0`);
  const sources = globSync(["Makefile", "{src,fuzz}/**/*.{c,h}"], { cwd: helperSources });
  for (const file of sources.sort()) {
    hash.update(`${file}\0${readFileSync(join(helperSources, file), "utf8")}\0`);
  }
  return hash.digest("hex").slice(0, 16);
}
