import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { HostOperation } from "../../target/host-operation.ts";
import { harmless, quotedWords } from "../quoted-words.ts";
import type { LimitedRun } from "./limited-run.ts";
import { operationWords } from "./operation-words.ts";
import type { Ran } from "./transport.ts";

/** What is known of a run that was lost. */
export interface Loss {
  readonly ran: LimitedRun;
  /** Whether what was lost may have changed something. */
  readonly changing: boolean;
  /** What the host was at. */
  readonly underWay?: HostOperation | undefined;
}

/** The connection ended in the middle, or the host program did, or it did not come to an end. */
export function lost(host: string, { ran, changing, underWay }: Loss): PmuFilterError {
  const at = underWay === undefined ? "" : `; it was at ${operationWords(underWay)}`;
  const what =
    ran.tooLong === undefined
      ? `the connection to ${host} was lost${said(ran)}`
      : `${host} has not come to an end within ${ran.tooLong} seconds${at}`;
  const hang = ran.tooLong === undefined ? "" : "See on the host what does not go on. ";
  return new PmuFilterError("HOST_LOST", what, {
    hint: changing
      ? `${hang}What was being done may have been done: pulumi refresh looks, and the next run does the rest.`
      : `${hang}Run again: nothing was changed.`,
    mayBeDone: changing,
  });
}

/** What was started on the host never said the host program's first word. */
export function noShell(host: string, ran: Ran): PmuFilterError {
  return new PmuFilterError(
    "HOST_SHELL",
    `what answers on ${host} is no POSIX sh (exit code ${ran.exitCode})${said(ran)}`,
    {
      hint: "The account must be able to run sh with id, ls, od and the other utilities of POSIX; restricted shells and forced commands are not enough.",
    },
  );
}

/** The host program's answer has something else in it. */
export function garbled(host: string, line: string, changing: boolean): PmuFilterError {
  return new PmuFilterError(
    "HOST_SHELL",
    `${host} answered what nobody asked: "${quotedWords(line).slice(0, 100)}"`,
    {
      mayBeDone: changing,
      hint: "Something on the host writes to the output of its sh, or its utilities are not those of POSIX. pulumi refresh looks what was done.",
    },
  );
}

/** Another process holds the lock. @param holder - the lock file's text */
export function locked(host: string, holder: string, seconds: number): PmuFilterError {
  const [process = "", , , who = "somebody", since = ""] = holder
    .split("\n")
    .map((line) => quotedWords(line));
  return new PmuFilterError(
    "HOST_LOCKED",
    `${host} is locked by ${who}${since === "" ? "" : ` since ${since}`} (process ${process} there); waited ${seconds} seconds`,
    {
      hint: "Run again when that is done. If it never will be, end that process on the host: the lock goes with it.",
    },
  );
}

/** There is nowhere to keep a lock. */
export function unlockable(host: string): PmuFilterError {
  return new PmuFilterError(
    "HOST_LOCKED",
    `cannot lock ${host}: the user may write safely to none of /run/lock, /var/lock, /dev/shm, /tmp and /var/tmp`,
    { hint: "Make room or give rights in one of them." },
  );
}

/** kvm-pmu-filter was not put there yet, and this is not the time. */
export function helperAbsent(host: string): PmuFilterError {
  return new PmuFilterError("HELPER_MISSING", `kvm-pmu-filter is not on ${host} yet`, {
    hint: "pulumi up puts it there; a preview changes nothing on a host.",
  });
}

/** There is no program for the host's architecture. */
export function helperMissing(host: string, machine: string): PmuFilterError {
  const known = machine === "x86_64" || machine === "aarch64";
  return new PmuFilterError(
    "HELPER_MISSING",
    `there is no kvm-pmu-filter for ${host}, whose machine is ${machine}`,
    {
      hint: known
        ? "Run `npm run helper:static` in the clone, which takes a C compiler for that machine; or set PMUFILTER_HELPER_DIR to a directory that has it."
        : "It is made for x86_64 and aarch64 only.",
    },
  );
}

/** The program does not go anywhere. */
export function helperRefused(host: string, words: string): PmuFilterError {
  return new PmuFilterError(
    "HELPER_REFUSED",
    `kvm-pmu-filter cannot be put anywhere on ${host}: ${harmless(words).trim()}`,
    { hint: "Make room, or let programs run from one of these directories." },
  );
}

function said(ran: Ran): string {
  const words = quotedWords(ran.stderr);
  return words === "" ? "" : `: ${words}`;
}
