import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { compiler, helperSources } from "../../toolchain/helper.ts";
import { scratch } from "../executor/scratch.ts";

/** What a program of this directory prints as JSON, compiled with the helper's headers. */
export function printedAbi(
  t: ExecutionContext,
  source: string,
): Readonly<Record<string, number | string>> {
  const program = join(scratch(t), "print-abi");
  const args = ["-std=c17", "-Wall", "-Wextra", "-Werror", `-I${join(helperSources, "src")}`];
  const file = join(import.meta.dirname, source);
  const compiled = spawnSync(compiler(process.env), [...args, "-o", program, file], {
    encoding: "utf8",
  });
  t.is(compiled.status, 0, compiled.stderr);
  return JSON.parse(spawnSync(program, { encoding: "utf8" }).stdout);
}
