import { constants } from "node:fs";
import { type FileHandle, lstat, open } from "node:fs/promises";
import type { FileQuery, FileReading } from "../../target/file-reading.ts";
import { accountName } from "./account.ts";
import { fileError, isAbsent } from "./file-error.ts";

/** Larger than any argument file or record could be: 300 entries take 25 kB. */
const largestFile = 1 << 20;

/**
 * Reads a file and its attributes. Links are not followed.
 *
 * @throws PmuFilterError FILE_INACCESSIBLE if it cannot be told what is there
 */
export async function readFileAt({ path, accounts }: FileQuery): Promise<FileReading> {
  let handle: FileHandle | undefined;
  try {
    const found = await lstat(path);
    if (found.isSymbolicLink()) return { kind: "other", what: "a symbolic link" };
    if (!found.isFile()) return { kind: "other", what: "no regular file" };
    if (found.size > largestFile) return { kind: "other", what: `a file of ${found.size} bytes` };
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    const { mode, uid, gid } = await handle.stat();
    return {
      kind: "file",
      file: {
        text: await handle.readFile("utf8"),
        mode: (mode & 0o7777).toString(8).padStart(4, "0"),
        owner: [String(uid), ...(accounts ? await accountName("passwd", uid) : [])],
        group: [String(gid), ...(accounts ? await accountName("group", gid) : [])],
      },
    };
  } catch (cause) {
    if (isAbsent(cause)) return { kind: "absent" };
    throw fileError("read", path, cause);
  } finally {
    await handle?.close();
  }
}
