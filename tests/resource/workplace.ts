import { existsSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { createExecutors } from "../../provider/executor/executors.ts";
import type { Context } from "../../provider/resource/context.ts";
import { parseRecord, recordPath } from "../../provider/target/qemu-args/record.ts";
import { targetKey } from "../../provider/target/target-key.ts";
import { everythingIn, scratch } from "../executor/scratch.ts";
import { asAsked, changedBy, through } from "./host-exchanges.ts";

/** A message of the lifecycle's log. */
export interface Message {
  readonly kind: "info" | "warn" | "progress";
  readonly text: string;
}

/** A directory to put files in, the contexts of real and dry runs in it, and what they logged. */
export interface Workplace {
  readonly directory: string;
  readonly real: Context;
  readonly dry: Context;
  readonly messages: Message[];
  /** The paths that this machine was asked to write or remove. */
  readonly written: string[];
}

/** Makes a workplace that lives as long as the test. */
export function workplace(t: ExecutionContext): Workplace {
  const directory = scratch(t);
  const messages: Message[] = [];
  const written: string[] = [];
  const note = (kind: Message["kind"]) => (text: string) => void messages.push({ kind, text });
  const context: Context = {
    executors: createExecutors(directory, { parallelHosts: 16 }),
    dryRun: false,
    log: { info: note("info"), warn: note("warn"), progress: note("progress") },
    lint: {},
    signal: new AbortController().signal,
  };
  const real = through(context, (operations) => {
    written.push(...changedBy(operations));
    return asAsked(operations);
  });
  return {
    directory,
    real,
    dry: { ...real, dryRun: true },
    messages,
    written,
  };
}

/** A target in the workplace. */
export function target({ directory }: Workplace, name: string, more: PropertyObject = {}) {
  return { qemuArgs: { path: join(directory, name), ...more } };
}

/** A target's key. */
export function keyOf({ directory }: Workplace, name: string): string {
  return targetKey({ qemuArgs: { path: join(directory, name) } }, undefined);
}

/** The text of a file in the workplace; undefined if it is not there. */
export function textOf({ directory }: Workplace, name: string): string | undefined {
  const path = join(directory, name);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** Whose a file in the workplace is, by its record. */
export function ownerOf({ directory }: Workplace, name: string): string | undefined {
  const path = recordPath(join(directory, name));
  return existsSync(path) ? parseRecord(readFileSync(path, "utf8"))?.resource : undefined;
}

/** Everything in the workplace by name, with what a write would change: inode, times and mode. */
export function snapshot({ directory }: Workplace): Readonly<Record<string, string>> {
  return Object.fromEntries(
    everythingIn(directory).map((name) => {
      const { ino, mtimeNs, ctimeNs, mode } = lstatSync(join(directory, name), { bigint: true });
      return [name, `${ino} ${mtimeNs} ${ctimeNs} ${mode.toString(8)}`];
    }),
  );
}

/** The journal's plans: what a dry run would have done at each target. */
export function journalOf(place: Workplace): readonly string[] {
  const text = textOf(place, ".pmufilter/journal.jsonl") ?? "";
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { target: key, steps } = JSON.parse(line);
      return `${steps[0].step} ${key}`;
    });
}
