import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Files that the catalogue reads when it is asked for them, which the compiler does not see. */
const data = ["provider", "catalog", "data"];

/**
 * Builds what gets installed: provider/ as JavaScript modules with their declarations and the
 * catalogue's data, in dist/. Node strips no types below node_modules, so the sources alone
 * would not do there.
 *
 * The old dist/ is removed first and the new one is renamed into place, so a build that failed or
 * was killed leaves none.
 */
function build(root: string): number {
  const dist = join(root, "dist");
  const aside = join(root, "node_modules", ".cache");
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  const temporary = mkdtempSync(join(aside, "build-"));
  try {
    const code = compile(root, temporary);
    if (code !== 0) return code;
    cpSync(join(root, ...data), join(temporary, ...data.slice(1)), { recursive: true });
    renameSync(temporary, dist);
    return 0;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function compile(root: string, outDir: string): number {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const project = join(root, "toolchain", "tsconfig.build.json");
  const args = [tsc, "--project", project, "--outDir", outDir];
  return spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
}

process.exitCode = build(join(import.meta.dirname, ".."));
