import {
  accessSync,
  constants,
  lstatSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";

const prefix = "pmufilter-ssh-";

/** Those that are there, to be removed when this process exits. */
const present = new Set<PrivateDirectory>();

/**
 * A directory of this process alone (mode 0700) for control sockets, agents and inline host keys. It
 * holds no secret. Made when it is first asked for; its name says whose it is.
 */
export class PrivateDirectory {
  #path: string | undefined;
  #files = 0;

  /**
   * A path in it that nobody has had yet.
   *
   * @throws PmuFilterError SSH_FAILED if no directory can be made
   */
  newPath(what: string): string {
    this.#path ??= this.#make();
    this.#files += 1;
    return join(this.#path, `${what}${this.#files}`);
  }

  /** Removes it with all that is in it; the next path is in a new one. */
  remove(): void {
    if (this.#path === undefined) return;
    rmSync(this.#path, { recursive: true, force: true, maxRetries: 3 });
    this.#path = undefined;
    present.delete(this);
    if (present.size === 0) process.off("exit", removeAll);
  }

  #make(): string {
    const parent = parentDirectory();
    removeLeftovers(parent);
    if (present.size === 0) process.on("exit", removeAll);
    present.add(this);
    return mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  }
}

function removeAll(): void {
  for (const directory of present) directory.remove();
}

/**
 * Where sockets can be: unix(7) allows 104 to 108 bytes, of which ssh itself takes 17. ssh expands `%`,
 * `$` and `~` in a control path.
 */
function parentDirectory(): string {
  const candidates = [process.env["XDG_RUNTIME_DIR"], "/tmp", tmpdir()];
  const parent = candidates.map(usable).find((path) => path !== undefined);
  if (parent !== undefined) return parent;
  throw new PmuFilterError("SSH_FAILED", "there is no directory for ssh's control sockets", {
    hint: "Set TMPDIR to a directory with a short path in which files can be made.",
  });
}

function usable(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    const real = realpathSync(path);
    accessSync(real, constants.R_OK | constants.W_OK | constants.X_OK);
    return /^\/[\w./-]{0,40}$/.test(real) ? real : undefined;
  } catch {
    return undefined;
  }
}

/** Of processes that were killed more than a day ago. */
function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const [, pid] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && isLeftover(join(parent, name), Number(pid))) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
}

function isLeftover(path: string, pid: number): boolean {
  try {
    const { uid, mtimeMs } = lstatSync(path);
    if (uid !== process.getuid?.() || Date.now() - mtimeMs < 24 * 3_600_000) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
