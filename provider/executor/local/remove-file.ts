import { unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { fileError, isAbsent } from "./file-error.ts";
import { syncDirectory } from "./stage-file.ts";

/**
 * Removes a file; one that is gone already is fine.
 *
 * @throws PmuFilterError FILE_INACCESSIBLE
 */
export async function removeFileAt(path: string): Promise<void> {
  try {
    await unlink(path);
    await syncDirectory(dirname(path));
  } catch (cause) {
    if (!isAbsent(cause)) throw fileError("remove", path, cause);
  }
}
