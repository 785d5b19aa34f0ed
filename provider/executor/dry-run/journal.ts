import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { Plan } from "../../target/step.ts";
import { Turns } from "../turns.ts";
import { fileError } from "./file-error.ts";
import { journalLine, parseJournalLine } from "./journal-entry.ts";

/**
 * A journal of what dry runs would have done: one line of JSON per plan. The last plan of a target
 * tells what would stand there. Several processes may append at once; what others appended is
 * picked up at the next look.
 */
export class Journal {
  readonly path: string;
  readonly #plans = new Map<string, Plan>();
  /** Which file was replayed: somebody may delete the journal, and somebody begin a new one. */
  #replayedFile = "";
  #replayedBytes = 0;
  #replayedLines = 0;
  readonly #turns = new Turns();

  constructor(path: string) {
    this.path = path;
  }

  /**
   * The last plan of a target.
   *
   * @throws PmuFilterError JOURNAL_INVALID, FILE_INACCESSIBLE
   */
  async lastPlan(key: string): Promise<Plan | undefined> {
    await this.#turns.take(this.path, () => this.#replay());
    return this.#plans.get(key);
  }

  /**
   * Writes down a plan.
   *
   * @throws PmuFilterError FILE_INACCESSIBLE; the journal then is as it was
   */
  append(plan: Plan): Promise<void> {
    // One after the other: a failed append takes its bytes back, and must not take another's.
    return this.#turns.take(this.path, () => this.#append(plan));
  }

  async #append(plan: Plan): Promise<void> {
    const line = journalLine(plan, new Date());
    let handle: FileHandle | undefined;
    try {
      await mkdir(dirname(this.path), { recursive: true });
      handle = await open(this.path, "a+");
      const { size } = await handle.stat();
      try {
        // A run that was killed may have left a line without its end; it must not swallow this one.
        await handle.writeFile((await endsInLine(handle, size)) ? line : `\n${line}`);
      } catch (cause) {
        await handle.truncate(size);
        throw cause;
      }
    } catch (cause) {
      throw fileError("write the journal", this.path, cause);
    } finally {
      await handle?.close();
    }
  }

  /** Reads what has been appended since the last look. */
  async #replay(): Promise<void> {
    const added = await this.#readAdded();
    const lines = added.split("\n").slice(0, -1);
    for (const line of lines) {
      const plan = parseJournalLine(line);
      // A broken line counts as not replayed, so that every later look fails at it, too.
      if (plan === undefined) {
        throw new PmuFilterError(
          "JOURNAL_INVALID",
          `line ${this.#replayedLines + 1} of the dry-run journal ${this.path} is no entry of it`,
          { hint: "Take the line out, or delete the journal to forget all dry runs." },
        );
      }
      this.#plans.set(plan.target, plan);
      this.#replayedLines += 1;
      this.#replayedBytes += Buffer.byteLength(line) + 1;
    }
  }

  async #readAdded(): Promise<string> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(this.path, "r");
      const { size, ino, birthtimeMs } = await handle.stat();
      const file = `${ino} ${birthtimeMs}`;
      if (file !== this.#replayedFile || size < this.#replayedBytes) this.#forget();
      this.#replayedFile = file;
      const bytes = Buffer.alloc(size - this.#replayedBytes);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, this.#replayedBytes);
      return bytes.subarray(0, bytesRead).toString("utf8");
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "ENOENT") {
        throw fileError("read the journal", this.path, cause);
      }
      this.#forget();
      return "";
    } finally {
      await handle?.close();
    }
  }

  #forget(): void {
    this.#plans.clear();
    this.#replayedBytes = 0;
    this.#replayedLines = 0;
  }
}

async function endsInLine(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return true;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === "\n";
}
