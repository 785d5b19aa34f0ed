import { readFileSync } from "node:fs";
import { readVectors } from "../../vectors/vector-file.ts";

/** The files of vectors that the project has. */
export const vectorFiles = ["x86.json", "arm64.json", "qemu-object.json"] as const;

/** All vectors of a file. */
export function vectorsIn(file: (typeof vectorFiles)[number]) {
  return readVectors(readFileSync(new URL(file, import.meta.url), "utf8"), file);
}
