import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { execa } from "execa";
import { writeStamp } from "../../toolchain/packages.js";

const toolchain = join(import.meta.dirname, "..", "..", "toolchain");

/**
 * A checkout with the real toolchain/ and nothing else, whose npm packages count as installed, in
 * a place of its own: an empty home and cache, and a PATH of one empty directory.
 */
export interface Checkout {
  readonly root: string;
  readonly bin: string;
  readonly cache: string;
  /** Runs toolchain/run.js with the Node that runs the test. */
  readonly run: (...args: readonly string[]) => ReturnType<typeof start>;
}

/** Makes a checkout that lives as long as the test. */
export function makeCheckout(t: ExecutionContext): Checkout {
  const place = mkdtempSync(join(tmpdir(), "pmufilter-toolchain-"));
  t.teardown(() => rmSync(place, { recursive: true, force: true }));
  const [root, bin, home] = ["checkout", "bin", "home"].map((name) => join(place, name));
  if (!root || !bin || !home) throw new Error("unreachable");
  for (const directory of [root, bin, home]) mkdirSync(directory);
  cpSync(toolchain, join(root, "toolchain"), { recursive: true });
  writeFileSync(join(root, "package.json"), '{"type":"module"}');
  writeFileSync(join(root, "package-lock.json"), "{}");
  writeStamp(root);
  return {
    root,
    bin,
    cache: join(home, ".cache", "pulumi-pmufilter"),
    run: (...args) => start(root, { HOME: home, PATH: bin }, args),
  };
}

/** Puts a shell script on the checkout's PATH. */
export function addScript(checkout: Checkout, name: string, body: string): void {
  const file = join(checkout.bin, name);
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}

/** Puts a complete Pulumi that says it has this version on the checkout's PATH. */
export function addPulumi(checkout: Checkout, version: string): void {
  addScript(checkout, "pulumi", `echo "v${version}"`);
  for (const name of ["language-yaml", "language-nodejs", "resource-pulumi-nodejs"]) {
    addScript(checkout, `pulumi-${name}`, "");
  }
}

function start(root: string, env: Record<string, string>, args: readonly string[]) {
  const script = join(root, "toolchain", "run.js");
  return execa(process.execPath, [script, ...args], { env, extendEnv: false, reject: false });
}
