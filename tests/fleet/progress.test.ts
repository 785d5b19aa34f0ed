import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filterOn } from "./declare.ts";
import { testFleet } from "./fleet-test.ts";

testFleet(
  "progress tells how many hosts are done, failed and left, and only while it lasts",
  12,
  async (t, fleet, stack) => {
    const { hosts } = fleet;
    for (const host of hosts.slice(0, 2)) host.stop();
    stack.declare({ web: filterOn(fleet, hosts) });
    const log = join(fleet.directory, "events");
    const up = ["up", "--yes", "--skip-preview", "--event-log", log];
    const output = await stack.fail(up, { PULUMI_DEBUG_COMMANDS: "true" });
    const counts = progressIn(log);
    t.true(counts.length > 2);
    t.deepEqual(counts[0], { done: 0, failed: 0, left: 12 });
    t.deepEqual(counts.at(-1), { done: 10, failed: 2, left: 0 });
    for (const { done, failed, left } of counts) t.is(done + failed + left, 12);
    for (const [index, { left }] of counts.slice(1).entries()) {
      t.true(left < (counts[index]?.left ?? 0), "none is said twice");
    }
    const [, diagnostics = ""] = output.split("Diagnostics:");
    t.false(diagnostics.includes(" of 12 hosts done"), "what is passing is not told again");
  },
);

interface Counts {
  readonly done: number;
  readonly failed: number;
  readonly left: number;
}

/** What the messages that Pulumi shows for a while, and does not keep, said in turn. */
function progressIn(log: string): readonly Counts[] {
  return readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => (JSON.parse(line) as EngineEvent).diagnosticEvent ?? [])
    .filter(({ ephemeral }) => ephemeral === true)
    .flatMap(({ message }) => {
      const [, done, of, failed, left] =
        /(\d+) of (\d+) hosts done, (\d+) failed, (\d+) left/.exec(message) ?? [];
      return of === undefined
        ? []
        : [{ done: Number(done), failed: Number(failed), left: Number(left) }];
    });
}

interface EngineEvent {
  readonly diagnosticEvent?: { readonly message: string; readonly ephemeral?: boolean };
}
