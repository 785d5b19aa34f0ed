import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cached } from "../../toolchain/cache.js";
import { findExecutable } from "../../toolchain/executable.js";
import { compiler } from "../../toolchain/helper.ts";
import { runTool } from "../../toolchain/tool.js";

/** How a test's C program is compiled. */
export interface Compilation {
  /** By default the machine's own. */
  readonly compiler?: string;
  readonly flags?: readonly string[];
}

/** The path of a test's C program, compiled unless it was before. It is kept in node_modules/.cache. */
export async function cProgram(source: string | URL, how: Compilation = {}): Promise<string> {
  const { compiler: cc = compiler(process.env), flags = [] } = how;
  const path = source instanceof URL ? source.pathname : source;
  const { stdout } = spawnSync(cc, ["--version"], { encoding: "utf8" });
  const hash = createHash("sha256")
    .update(JSON.stringify([cc, stdout, flags, path]))
    .update(readFileSync(path))
    .digest("hex");
  const root = join(import.meta.dirname, "..", "..");
  const cache = { XDG_CACHE_HOME: join(root, "node_modules", ".cache") };
  const directory = await cached(cache, `c-program-${hash.slice(0, 16)}`, async (out) => {
    const program = findExecutable(cc, process.env["PATH"] ?? "") ?? cc;
    const all = ["-O1", "-Wall", "-Wextra", "-Werror", ...flags, "-o", join(out, "program"), path];
    await runTool(program, all, { cwd: root, env: process.env });
  });
  return join(directory, "program");
}
