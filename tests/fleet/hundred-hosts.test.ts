import { filterOn, keyOn } from "./declare.ts";
import { testFleet } from "./fleet-test.ts";
import { askedDuring, each, eventOn, leftovers, lineWith } from "./looks.ts";

testFleet(
  "one resource with 100 hosts asks each once, and only when something changed",
  100,
  async (t, fleet, stack) => {
    const { hosts } = fleet;
    stack.declare({ web: filterOn(fleet, hosts) });
    const first = await askedDuring(hosts, () => stack.up());
    t.deepEqual(first, { connections: each(hosts, 1), exchanges: each(hosts, 1) });
    t.deepEqual(
      hosts.map((host) => eventOn(host)),
      each(hosts, "0xc4"),
    );

    const unchanged = await askedDuring(hosts, () => stack.upUnchanged());
    t.deepEqual(unchanged, { connections: each(hosts, 0), exchanges: each(hosts, 0) });

    stack.declare({ web: filterOn(fleet, hosts, { select: "0xc5" }) });
    const preview = await askedDuring(hosts, () => stack.preview());
    t.deepEqual(preview, { connections: each(hosts, 0), exchanges: each(hosts, 0) });
    const changed = await askedDuring(hosts, () => stack.up());
    t.deepEqual(changed, { connections: each(hosts, 1), exchanges: each(hosts, 1) });
    t.deepEqual(
      hosts.map((host) => eventOn(host)),
      each(hosts, "0xc5"),
    );
    t.deepEqual(hosts.flatMap(leftovers), []);
  },
);

testFleet(
  "three broken hosts of 100 leave the others alone, and the next up asks only them",
  100,
  async (t, fleet, stack) => {
    const { hosts } = fleet;
    const [down, refusing, readOnly] = [hosts[16], hosts[41], hosts[76]];
    if (!down || !refusing || !readOnly) throw new Error("there are too few hosts");
    const broken = [down, refusing, readOnly];
    const good = hosts.filter((host) => !broken.includes(host));
    down.stop();
    refusing.refuse();
    readOnly.protect();
    stack.declare({ web: filterOn(fleet, hosts) });
    const output = await stack.fail(["up", "--yes", "--skip-preview"]);
    const causes = [
      [down, "HOST_UNREACHABLE"],
      [refusing, "HOST_AUTHENTICATION"],
      [readOnly, "FILE_INACCESSIBLE"],
    ] as const;
    for (const [host, code] of causes) {
      const line = lineWith(output, `${keyOn(host)}: `);
      t.true(line.includes(`[${code}]`), `${host.address}\n${output}`);
    }
    t.deepEqual(
      good.filter((host) => output.includes(`${keyOn(host)}:`)),
      [],
    );
    t.deepEqual(
      good.map((host) => eventOn(host)),
      each(good, "0xc4"),
    );
    t.deepEqual(
      broken.map((host) => eventOn(host)),
      each(broken, "no file"),
    );
    const { status = {} } = (await stack.resources())["web"]?.outputs ?? {};
    t.deepEqual(Object.keys(status).sort(), good.map((host) => keyOn(host)).sort());

    down.start();
    refusing.admit();
    readOnly.unprotect();
    const asked = await askedDuring(hosts, () => stack.up());
    const onlyBroken = hosts.map((host) => (broken.includes(host) ? 1 : 0));
    t.deepEqual(asked, { connections: onlyBroken, exchanges: onlyBroken });
    t.deepEqual(
      hosts.map((host) => eventOn(host)),
      each(hosts, "0xc4"),
    );
    await stack.upUnchanged();
  },
);
