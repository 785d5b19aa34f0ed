import { constants } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { WriteFile } from "../../target/step.ts";
import { accountId } from "./account.ts";
import { fileError } from "./file-error.ts";

/** A file that is complete and on the disk beside the place where it will stand. */
export interface StagedFile {
  /** Puts it in place in one step. */
  commit(): Promise<void>;
  /** Takes it away instead, as far as can be; does nothing once it is in place. */
  discard(): Promise<void>;
}

/**
 * Writes a file beside its place, with its accounts and mode, and forces it to the disk. Its name
 * is the resource's own, so that one left by a killed run is found and written over.
 *
 * @throws PmuFilterError FILE_INACCESSIBLE, ACCOUNT_UNKNOWN
 */
export async function stageFile(step: WriteFile, resource: string): Promise<StagedFile> {
  const { path } = step;
  const staged = join(dirname(path), `.${basename(path)}.${resource}.tmp`);
  const uid = step.owner === undefined ? -1 : await accountId("passwd", step.owner);
  const gid = step.group === undefined ? -1 : await accountId("group", step.group);
  const remove = () => rm(staged, { force: true });
  // A directory that cannot be written cannot be tidied either; the first reason is the one.
  const discard = () => remove().catch(() => {});
  let handle: FileHandle | undefined;
  try {
    await remove();
    handle = await open(
      staged,
      constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
      0o600,
    );
    await handle.writeFile(step.text);
    if (uid !== -1 || gid !== -1) await handle.chown(uid, gid);
    await handle.chmod(Number.parseInt(step.mode, 8));
    await handle.sync();
  } catch (cause) {
    await discard();
    throw fileError("write", path, cause);
  } finally {
    await handle?.close();
  }
  return {
    discard,
    async commit() {
      try {
        await rename(staged, path);
        await syncDirectory(dirname(path));
      } catch (cause) {
        throw fileError("write", path, cause);
      }
    },
  };
}

/** Forces a directory's entries to the disk, so that a rename survives a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
