import { findExecutable } from "../../toolchain/executable.js";

/** Why a fleet cannot be started here; undefined if it can. */
export function missingForFleet(): string | undefined {
  if (process.platform !== "linux") return "it takes Linux";
  if (process.getuid?.() !== 0) return "only root may make mount namespaces";
  const path = `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin`;
  const missing = ["sshd", "ssh", "unshare", "nsenter"].find((name) => !findExecutable(name, path));
  return missing && `there is no ${missing}`;
}
