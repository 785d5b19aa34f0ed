import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { withLock } from "../../toolchain/lock.js";
import { temporaryDirectory } from "./temporary.ts";
import { cloneRoot } from "./yaml-shell.ts";

/**
 * Installs the packed package in a new directory, as npm would: its own files unpacked, the other
 * packages linked from the clone. A symbolic link in place of node_modules would not do, because
 * Pulumi looks for the package from where @pulumi/pulumi really is.
 *
 * @returns the directory
 */
export async function installPackage(): Promise<string> {
  await build();
  const directory = temporaryDirectory();
  const modules = join(directory, "node_modules");
  linkPackages(join(cloneRoot, "node_modules"), modules);
  const { stdout: tarball } = await execa(
    "npm",
    ["pack", "--silent", "--ignore-scripts", "--pack-destination", directory],
    { cwd: cloneRoot },
  );
  const own = join(modules, "pulumi-pmufilter");
  mkdirSync(own);
  await execa("tar", ["-xzf", join(directory, tarball), "-C", own, "--strip-components=1"]);
  return directory;
}

/** Builds dist/ where a source is newer; `npm test` has done so before. */
async function build(): Promise<void> {
  const script = join(cloneRoot, "toolchain", "build.ts");
  const cache = join(cloneRoot, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  await withLock(join(cache, "stacks-build.lock"), async () => {
    const built = statSync(join(cloneRoot, "dist", "dynamic", "index.js"), {
      throwIfNoEntry: false,
    });
    const sources = readdirSync(join(cloneRoot, "provider"), { recursive: true, encoding: "utf8" })
      .map((name) => statSync(join(cloneRoot, "provider", name)))
      .filter((found) => found.isFile());
    const newest = Math.max(...sources.map(({ mtimeMs }) => mtimeMs));
    if (built === undefined || built.mtimeMs < newest) await execa(process.execPath, [script]);
  });
}

/** Links every file; copies it where the directory is on another file system. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    // Hidden at the top are the packages' programs and npm's own notes.
    if (entry.name.startsWith(".")) continue;
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkPackages(source, copy);
    else if (entry.isFile()) linkFile(source, copy);
  }
}

function linkFile(source: string, copy: string): void {
  try {
    linkSync(source, copy);
  } catch {
    copyFileSync(source, copy);
  }
}
