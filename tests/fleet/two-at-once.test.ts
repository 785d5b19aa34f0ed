import { setTimeout as sleep } from "node:timers/promises";
import { Stack } from "../stacks/stack.ts";
import { yamlShell } from "../stacks/yaml-shell.ts";
import { filterOn } from "./declare.ts";
import { testFleet } from "./fleet-test.ts";
import { each, eventOn, leftovers } from "./looks.ts";

const paths = ["/etc/pmufilter/web.args", "/etc/pmufilter/db.args"] as const;

testFleet(
  "two ups at once on the same hosts: one waits for the other's lock, and both succeed",
  4,
  async (t, fleet, web) => {
    const { hosts } = fleet;
    const [busy] = hosts;
    if (!busy) throw new Error("there is no host");
    const db = await Stack.create(yamlShell);
    web.declare({ web: filterOn(fleet, hosts, { paths: [paths[0]] }) });
    db.declare({ db: filterOn(fleet, hosts, { paths: [paths[1]], select: "0xc5" }) });
    busy.holdMoves();
    const first = web.up();
    while (!busy.holds) await sleep(50);
    const second = db.up();
    const locks = () => busy.names("/run/lock/pmufilter-0");
    while (locks().length < 2) await sleep(50);
    t.is(eventOn(busy, paths[1]), "no file");
    busy.release();
    await Promise.all([first, second]);
    t.deepEqual(
      hosts.map((host) => eventOn(host, paths[0])),
      each(hosts, "0xc4"),
    );
    t.deepEqual(
      hosts.map((host) => eventOn(host, paths[1])),
      each(hosts, "0xc5"),
    );
    t.deepEqual(hosts.flatMap(leftovers), []);
  },
);
