import { posix } from "node:path";
import type { DeclaredTarget } from "../declared/target.ts";

/** How this machine is named in a target's key. */
export const thisMachine = "localhost";

/**
 * A target's key: `qemuArgs:HOST:PATH`. Two targets with the same key are the same place. The
 * string also is what `pulumi import` takes as id.
 */
export function targetKey(target: DeclaredTarget): string {
  return `qemuArgs:${thisMachine}:${target.qemuArgs?.path ?? ""}`;
}

/** The path of a target's key on this machine; an empty HOST also means this machine. */
export function pathOfTargetKey(key: string): string | undefined {
  const path = /^qemuArgs:(?:localhost)?:(\/.*[^/])$/s.exec(key)?.[1];
  return path === undefined ? undefined : posix.normalize(path);
}
