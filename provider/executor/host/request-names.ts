import { randomBytes } from "node:crypto";
import { hostname, userInfo } from "node:os";

/** A word that no other run has. */
export function newNonce(): string {
  return randomBytes(12).toString("hex");
}

/** For those who wait for the lock: one line. */
export function whoWeAre(): string {
  return `${userName()}@${hostname()}, process ${process.pid}`.replaceAll(/[\n\0]/g, " ");
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // An account that has no name, as in containers.
    return String(process.getuid?.() ?? "somebody");
  }
}
