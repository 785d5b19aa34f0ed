import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import test, { type ExecutionContext } from "ava";
import type { HostSettings } from "../../../provider/executor/host/exchange.ts";
import { Host } from "../../../provider/executor/host/host.ts";
import { LocalTransport } from "../../../provider/executor/local/local-transport.ts";
import type { HostAnswer, HostOperation } from "../../../provider/target/host-operation.ts";
import { never } from "../plans.ts";

/** How a POSIX sh is started. */
export type Shell = readonly [string, ...string[]];

/** What is sh on Linux hosts. */
export const shells: readonly Shell[] = [["dash"], ["bash"], ["busybox", "sh"]];

/** These and others; where printf is no part of the shell, each takes seconds. */
export const everyShell: readonly Shell[] = [...shells, ["mksh"], ["ksh"]];

/** Registers a test for each of these shells; one that is not installed is skipped. */
export function testEach(
  title: string,
  body: (t: ExecutionContext, shell: Shell) => void | Promise<void>,
  among: readonly Shell[] = shells,
): void {
  for (const shell of among) {
    const named = `${shell[0]}: ${title}`;
    if (isInstalled(shell[0])) test(named, (t) => body(t, shell));
    else test.skip(`${named} (${shell[0]} is not installed)`, (t) => body(t, shell));
  }
}

/** Whether a program is on PATH. */
export function isInstalled(program: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** This machine as a host, by some sh. */
export function hostWith(shell: Shell = ["sh"], settings: Partial<HostSettings> = {}): Host {
  return new Host(new LocalTransport("localhost", shell), settings);
}

/** Asks a host for one section, in an exchange of its own or with what else waits. */
export function ask(
  host: Host,
  operations: readonly HostOperation[],
  signal: AbortSignal = never,
): Promise<readonly HostAnswer[]> {
  return host.perform(asking(operations), signal);
}

function* asking(
  operations: readonly HostOperation[],
): Generator<readonly HostOperation[], readonly HostAnswer[], readonly HostAnswer[]> {
  return yield operations;
}

/** The kinds of answers; of a failed one its reason, of a condition whether it held. */
export function kinds(answers: readonly HostAnswer[]): readonly string[] {
  return answers.map((answer) => {
    if (answer.kind === "failed") return answer.reason;
    return answer.kind === "condition" ? `held: ${answer.held}` : answer.kind;
  });
}
