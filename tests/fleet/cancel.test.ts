import { setTimeout as sleep } from "node:timers/promises";
import { filterOn } from "./declare.ts";
import { testFleet } from "./fleet-test.ts";
import { each, eventOn, leftovers } from "./looks.ts";

const up = ["up", "--yes", "--skip-preview"];

/** Whom an interrupt reaches: a service manager may send it to Pulumi alone, a terminal sends it to all. */
const interrupts = [
  { who: "pulumi", kill: (pid: number) => process.kill(pid, "SIGINT") },
  { who: "pulumi and all that it started", kill: (pid: number) => process.kill(-pid, "SIGINT") },
];

for (const { who, kill } of interrupts) {
  testFleet(
    `an up that ${who} is interrupted in leaves whole files and no locks, and can be run again`,
    8,
    async (t, fleet, stack) => {
      const { hosts } = fleet;
      const hanging = hosts.slice(0, 4);
      stack.declare({ web: filterOn(fleet, hosts) });
      await stack.up();
      for (const host of hanging) host.holdMoves();
      stack.declare({ web: filterOn(fleet, hosts, { select: "0xc5" }) });
      const run = stack.start(up);
      while (!hanging.every((host) => host.holds)) await sleep(50);
      kill(run.pid ?? 0);
      const { exitCode, all } = await run;
      t.not(exitCode, 0, all);
      t.deepEqual(
        hanging.map((host) => eventOn(host)),
        each(hanging, "0xc4"),
      );
      for (const host of hanging) host.release();
      while (hosts.some((host) => leftovers(host).length > 0)) await sleep(50);
      for (const host of hosts) t.true(["0xc4", "0xc5"].includes(eventOn(host)));

      await stack.up();
      t.deepEqual(
        hosts.map((host) => eventOn(host)),
        each(hosts, "0xc5"),
      );
    },
  );
}
