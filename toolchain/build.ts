import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { putStaticHelpers } from "./static-helpers.ts";

/** What modules read when they need it, and the compiler does not see. */
const data = [
  ["catalog", "data"],
  ["executor", "host", "program"],
  ["executor", "ssh", "ask-pass.sh"],
];

/**
 * Builds what gets installed, in dist/: provider/ as JavaScript modules with their declarations, the
 * catalogue's data, the host program, what gives ssh passwords, and kvm-pmu-filter for hosts. Node strips no types below
 * node_modules, so the sources alone would not do there.
 *
 * The old dist/ is removed first and the new one is renamed into place, so a build that failed or
 * was killed leaves none.
 */
async function build(root: string): Promise<number> {
  const dist = join(root, "dist");
  const aside = join(root, "node_modules", ".cache");
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  const temporary = mkdtempSync(join(aside, "build-"));
  try {
    const code = compile(root, temporary);
    if (code !== 0) return code;
    for (const path of data) {
      cpSync(join(root, "provider", ...path), join(temporary, ...path), { recursive: true });
    }
    await putStaticHelpers(join(temporary, "helper"));
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

const root = join(import.meta.dirname, "..");
if (process.argv[2] === "helper") await putStaticHelpers(join(root, "dist", "helper"));
else process.exitCode = await build(root);
