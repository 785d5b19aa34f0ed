import { file, filterOn, keyOn } from "./declare.ts";
import { testFleet } from "./fleet-test.ts";
import { askedDuring, each, eventOn } from "./looks.ts";

testFleet(
  "a refresh sees which hosts drifted, and the next up asks them alone",
  6,
  async (t, fleet, stack) => {
    const { hosts } = fleet;
    const [edited, removed, dead] = hosts;
    if (!edited || !removed || !dead) throw new Error("there are too few hosts");
    stack.declare({ web: filterOn(fleet, hosts) });
    await stack.up();
    edited.run(`echo -nographic >>${file}`);
    removed.remove(file);
    dead.stop();
    await stack.refresh();
    const { applied = {}, status = {} } = (await stack.resources())["web"]?.outputs ?? {};
    const states = hosts.map((host) => status[keyOn(host)]?.state);
    t.deepEqual(states, ["edited", "missing", ...each(hosts.slice(2), "applied")]);
    t.is(applied[keyOn(edited)], "edited by hand");

    dead.start();
    const asked = await askedDuring(hosts, () => stack.up());
    const onlyDrifted = hosts.map((host) => (host === edited || host === removed ? 1 : 0));
    t.deepEqual(asked.connections, onlyDrifted);
    t.deepEqual(
      hosts.map((host) => eventOn(host)),
      each(hosts, "0xc4"),
    );
    t.false(edited.read(file)?.includes("-nographic"));
  },
);
