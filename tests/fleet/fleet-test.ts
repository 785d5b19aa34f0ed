import test, { type ExecutionContext } from "ava";
import { findExecutable } from "../../toolchain/executable.js";
import { companions } from "../../toolchain/pulumi-on-path.js";
import { Stack } from "../stacks/stack.ts";
import { yamlShell } from "../stacks/yaml-shell.ts";
import { type Fleet, startFleet } from "./fleet.ts";
import { missingForFleet } from "./missing.ts";

/**
 * Registers a test with a fleet and a stack of its own, one after the other; where that cannot be had,
 * it is skipped and its title says why.
 */
export function testFleet(
  title: string,
  hosts: number,
  work: (t: ExecutionContext, fleet: Fleet, stack: Stack) => Promise<void>,
): void {
  const path = process.env["PATH"] ?? "";
  const program = ["pulumi", ...companions].find((name) => !findExecutable(name, path));
  const missing = program === undefined ? missingForFleet() : `there is no ${program} on PATH`;
  if (missing !== undefined) {
    test.skip(`${title} (skipped: ${missing})`, () => {});
    return;
  }
  test.serial(title, async (t) => {
    const fleet = await startFleet(hosts);
    t.teardown(() => fleet.end());
    await work(t, fleet, await Stack.create(yamlShell));
  });
}
