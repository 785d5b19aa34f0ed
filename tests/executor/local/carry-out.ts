import type { HostOperation } from "../../../provider/target/host-operation.ts";
import { ask, hostWith, type Shell } from "../host/shells.ts";

/** What a test puts somewhere. */
export interface FileToWrite {
  readonly path: string;
  readonly text: string;
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
}

/** Operations that put files in place, all or none, as a resource called r1. */
export function putting(...files: readonly FileToWrite[]): readonly HostOperation[] {
  return [
    ...files.map(
      (file): HostOperation => ({ op: "stageFile", mode: "0644", resource: "r1", ...file }),
    ),
    { op: "commit" },
  ];
}

/** Operations that remove files. */
export function removing(...paths: readonly string[]): readonly HostOperation[] {
  return paths.map((path) => ({ op: "removeFile", path }));
}

/** Does it on this machine; "done", or why the first operation that failed did. */
export async function carryOut(
  operations: readonly HostOperation[],
  shell: Shell = ["sh"],
): Promise<string> {
  const answers = await ask(hostWith(shell), operations);
  const failure = answers.find(({ kind }) => kind === "failed");
  return failure?.kind === "failed" ? failure.reason : "done";
}
