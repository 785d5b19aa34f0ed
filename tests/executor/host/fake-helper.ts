import { chmodSync, chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { helperMachines } from "../../../provider/executor/host/helper-program.ts";
import { scratch } from "../scratch.ts";
import { isInstalled, type Shell } from "./shells.ts";

/**
 * A program in place of kvm-pmu-filter that shows its arguments and its stdin, or fails. Other bytes
 * for each name.
 */
export function fakeHelper(name: string): string {
  return `#!/bin/sh
# ${name}
case $1 in
  --version) echo ${name} ;;
  arguments) shift; for word; do printf '<%s>' "$word"; done ;;
  input) cat ;;
  fail) printf 'out\\n\\n'; printf 'err\\n' >&2; exit 7 ;;
  die) kill -9 $$ ;;
esac
`;
}

/** A directory with such programs for all machines. */
export function helperDirectoryWith(t: ExecutionContext, text: string): string {
  const directory = scratch(t);
  for (const machine of helperMachines) {
    writeFileSync(join(directory, `kvm-pmu-filter-${machine}`), text);
  }
  return directory;
}

/** Somebody who is not root, and whose home is a test's own directory. */
export interface Somebody {
  readonly home: string;
  /** Starts a shell as this user. */
  readonly shell: Shell;
}

/** Why there is nobody else to be: the end of a test's title. */
export const whyNobody: string | undefined =
  process.getuid?.() === 0 && !isInstalled("setpriv") ? "setpriv is not installed" : undefined;

/** nobody where the tests run as root, else who runs them. */
export function somebody(t: ExecutionContext, shell: Shell): Somebody {
  const place = scratch(t);
  chmodSync(place, 0o755);
  const [home, run] = [join(place, "home"), join(place, "run")];
  for (const directory of [home, run]) {
    mkdirSync(directory);
    giveToSomebody(directory);
  }
  const env = ["env", "-C", "/", `HOME=${home}`, `XDG_RUNTIME_DIR=${run}`, ...shell];
  const others = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", ...env];
  const [program = "", ...args] = process.getuid?.() === 0 ? others : env;
  return { home, shell: [program, ...args] };
}

/** Makes a file or a directory theirs. */
export function giveToSomebody(path: string): void {
  if (process.getuid?.() === 0) chownSync(path, 65_534, 65_534);
}
