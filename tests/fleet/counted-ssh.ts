import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findExecutable } from "../../toolchain/executable.js";

/** An `ssh` that writes down how it was called, and is ssh. */
export interface CountedSsh {
  /** The environment in which it is found in place of the other. */
  readonly env: Readonly<Record<string, string>>;
  /** The calls that were to connect to a host, by their arguments. */
  connectsTo(host: string): readonly string[];
}

/** Makes one in a directory. */
export function countedSsh(directory: string): CountedSsh {
  const path = process.env["PATH"] ?? "";
  const ssh = findExecutable("ssh", path);
  if (ssh === undefined) throw new Error("there is no ssh on PATH");
  const bin = join(directory, "bin");
  const calls = join(directory, "calls");
  mkdirSync(bin);
  writeFileSync(
    join(bin, "ssh"),
    `#!/bin/sh\nprintf '%s\\n' "$*" >>'${calls}'\nexec '${ssh}' "$@"\n`,
  );
  chmodSync(join(bin, "ssh"), 0o755);
  return {
    env: { PATH: `${bin}:${path}` },
    connectsTo(host) {
      const all = existsSync(calls) ? readFileSync(calls, "utf8").split("\n") : [];
      return all.filter((call) => call.split(" ").includes("-M") && call.split(" ").includes(host));
    },
  };
}
