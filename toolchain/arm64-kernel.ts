import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { announced } from "./announce.js";
import { cacheDirectory, cached, makeCacheDirectory } from "./cache.js";
import { findExecutable } from "./executable.js";
import { withLock } from "./lock.js";
import { SetUpError } from "./set-up-error.js";
import { runTool } from "./tool.js";

/** Debian's package that depends on its newest kernel for arm64. */
const newest = "linux-image-arm64";

/** The name of a kernel in the cache: this, and the package's version. */
const prefix = "arm64-kernel-";

/**
 * The path of a Linux for arm64 that QEMU can start: Debian's, of the release that this machine's apt
 * knows. It is fetched unless the cache has one, by an apt with lists and settings of its own: needs
 * no root, and nothing of the machine's changes.
 *
 * @throws {SetUpError} when it cannot be had, in words for the user
 */
export async function arm64Kernel(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const known = knownKernel(env);
  if (known !== undefined) return known;
  const tools = ["apt-get", "apt-cache", "dpkg-deb"];
  const missing = tools.find((tool) => !findExecutable(tool, env["PATH"] ?? ""));
  if (missing !== undefined) {
    throw new SetUpError(`Linux for arm64 comes from Debian, and there is no ${missing} on PATH.`);
  }
  const cache = cacheDirectory(env);
  makeCacheDirectory(cache);
  return withLock(join(cache, "arm64-kernel.lock"), async () => {
    const fetched = knownKernel(env);
    if (fetched !== undefined) return fetched;
    const what = "Fetching Debian's Linux for arm64 (60 MB, about 10 s)";
    try {
      return await announced(what, () => inTemporary((lists) => fetchKernel(lists, env)));
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error;
      throw new SetUpError(`${error.message}\nDebian's Linux for arm64 cannot be fetched.`);
    }
  });
}

/** The newest kernel in the cache. */
function knownKernel(env: NodeJS.ProcessEnv): string | undefined {
  const directory = cacheDirectory(env);
  if (!existsSync(directory)) return undefined;
  // What is still being fetched has another name (cache.js).
  const names = readdirSync(directory).filter(
    (name) => name.startsWith(prefix) && !name.includes(".tmp-"),
  );
  const kernels = names.map((name) => join(directory, name, "vmlinuz")).filter(existsSync);
  const byNumber = new Intl.Collator("en", { numeric: true }).compare;
  return kernels.sort(byNumber).at(-1);
}

async function fetchKernel(lists: string, env: NodeJS.ProcessEnv): Promise<string> {
  const apt = aptIn(lists, env);
  await apt("apt-get", ["update"], lists);
  const dependencies = await apt("apt-cache", ["depends", newest], lists);
  const [, name] = /^ *Depends: *(linux-image-\S+)/m.exec(dependencies) ?? [];
  if (name === undefined) throw new SetUpError(`Debian's ${newest} depends on no kernel.`);
  const [, version] = /^Version: (\S+)$/m.exec(await apt("apt-cache", ["show", name], lists)) ?? [];
  const directory = await cached(env, `${prefix}${version}`, async (out) => {
    await apt("apt-get", ["download", name], out);
    const [archive = ""] = globSync("*.deb", { cwd: out });
    await runTool("dpkg-deb", ["-x", archive, "package"], { cwd: out, env });
    const [image = ""] = globSync("package/boot/vmlinuz-*", { cwd: out });
    renameSync(join(out, image), join(out, "vmlinuz"));
    rmSync(join(out, "package"), { recursive: true });
    rmSync(join(out, archive));
  });
  return join(directory, "vmlinuz");
}

async function inTemporary<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), "pmufilter-apt-"));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Runs a program of apt for arm64, with the machine's sources and keys, and all else in a directory. */
function aptIn(directory: string, env: NodeJS.ProcessEnv) {
  for (const name of ["lists/partial", "archives/partial"]) {
    mkdirSync(join(directory, name), { recursive: true });
  }
  const status = join(directory, "status");
  writeFileSync(status, "");
  const settings = {
    "APT::Architecture": "arm64",
    "APT::Architectures::": "arm64",
    "Dir::State": directory,
    "Dir::State::status": status,
    "Dir::Cache": directory,
    "APT::Sandbox::User": "",
    "Acquire::Languages": "none",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  return (program: string, args: readonly string[], cwd: string) =>
    runTool(program, [...options, ...args], {
      cwd,
      env: { ...env, LC_ALL: "C" },
      timeout: 180_000,
    });
}
