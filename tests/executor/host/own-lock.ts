import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Shell } from "./shells.ts";

const own = mkdtempSync(join(tmpdir(), "pmufilter-lock-"));
process.once("exit", () => rmSync(own, { recursive: true, force: true }));

/** Runs what follows with a directory in place of /run/lock. */
const program = 'mount --bind "$0" /run/lock && exec "$@"';

function prefix(directory: string): readonly [string, ...string[]] {
  return ["unshare", "--mount", "sh", "-c", program, directory];
}

function isPossible(): boolean {
  const [command, ...args] = prefix(own);
  return spawnSync(command, [...args, "true"]).status === 0;
}

const possible = isPossible();

/**
 * A shell on a host whose lock is this test file's own, where mounts can be made: other tests take the
 * machine's at the same time.
 */
export function withOwnLock(shell: Shell): Shell {
  return possible ? [...prefix(own), ...shell] : shell;
}

/** Where the lock can be. */
export const lockPlaces: readonly string[] = possible
  ? [own]
  : ["/run/lock", "/var/lock", "/dev/shm", "/tmp", "/var/tmp"];
