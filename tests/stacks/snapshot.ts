import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Everything in a directory, itself included: inode, modification time, mode and content of each,
 * by path. Two are equal only if nothing was touched in between, not even a file made and removed.
 */
export function snapshot(directory: string): Readonly<Record<string, string>> {
  const names = readdirSync(directory, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(["", ...names].map((name) => [name, stamp(join(directory, name))]));
}

function stamp(path: string): string {
  const { ino, mtimeNs, mode } = lstatSync(path, { bigint: true });
  return [ino, mtimeNs, mode.toString(8), contentOf(path)].join(" ");
}

function contentOf(path: string): string {
  if (!lstatSync(path).isFile()) return "";
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
