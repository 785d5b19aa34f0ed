/** A file of an initramfs: its path there without the first slash, and what is in it. */
export interface InitramfsFile {
  readonly path: string;
  readonly content: Uint8Array | string;
}

const modes = { directory: 0o040755, program: 0o100755 } as const;

/**
 * An initramfs as the kernel reads it, with the directories that the files need: a cpio archive of
 * the form `newc` (kernel, Documentation/driver-api/early-userspace/buffer-format.rst).
 */
export function initramfs(
  files: readonly InitramfsFile[],
  directories: readonly string[],
): Uint8Array {
  const needed = [...directories, ...files.flatMap(({ path }) => parentsOf(path))];
  const entries = [
    ...[...new Set(needed)].map((path) => entry(path, modes.directory, new Uint8Array())),
    ...files.map(({ path, content }) => entry(path, modes.program, Buffer.from(content))),
    entry("TRAILER!!!", 0, new Uint8Array()),
  ];
  return Buffer.concat(entries);
}

/** "a/b/c": "a", "a/b". */
function parentsOf(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** The inode number 0 is fine where no file has two links. */
function entry(path: string, mode: number, content: Uint8Array): Uint8Array {
  const name = Buffer.from(`${path}\0`);
  const [ino, uid, gid, links, mtime] = [0, 0, 0, 1, 0];
  const device = [0, 0, 0, 0];
  const numbers = [ino, mode, uid, gid, links, mtime, content.length, ...device, name.length, 0];
  const header = `070701${numbers.map((number) => number.toString(16).padStart(8, "0")).join("")}`;
  return Buffer.concat([padded(Buffer.concat([Buffer.from(header), name])), padded(content)]);
}

/** With zeros up to a multiple of 4 bytes. */
function padded(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, new Uint8Array(-bytes.length & 3)]);
}
