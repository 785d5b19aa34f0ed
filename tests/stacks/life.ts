import test, { type ExecutionContext } from "ava";
import { findExecutable } from "../../toolchain/executable.js";
import { companions } from "../../toolchain/pulumi-on-path.js";
import type { Shell } from "./shell.ts";
import { Stack } from "./stack.ts";

/** Something that a stack goes through, and what must hold meanwhile. */
export interface Life {
  readonly title: string;
  live(t: ExecutionContext, stack: Stack): Promise<void>;
}

/** Registers lives as tests, one after the other: each command keeps a core busy. */
export function testLives(shell: Shell, lives: readonly Life[]): void {
  for (const { title, live } of lives) {
    testWithPulumi(`${shell.name}: ${title}`, async (t) => live(t, await Stack.create(shell)));
  }
}

/** Registers a test that needs Pulumi; where there is none, it is skipped and its title says why. */
export function testWithPulumi(title: string, work: (t: ExecutionContext) => Promise<void>): void {
  const path = process.env["PATH"] ?? "";
  const missing = ["pulumi", ...companions].find((name) => !findExecutable(name, path));
  if (missing === undefined) test.serial(title, work);
  else test.skip(`${title} (skipped: there is no ${missing} on PATH)`, work);
}
