import { countedSsh } from "./counted-ssh.ts";
import { file, filterOn, keyOn } from "./declare.ts";
import type { FleetHost } from "./fleet-host.ts";
import { testFleet } from "./fleet-test.ts";
import { each, eventOn, lineWith } from "./looks.ts";

const paths = [...Array(5).keys()].map((index) => `/etc/pmufilter/vm${index}.args`);
const up = ["up", "--yes", "--skip-preview"];

/** Hosts on which one can only give up waiting. */
const waits = [
  {
    host: "a host whose packets are dropped",
    code: "HOST_UNREACHABLE",
    kill: (host: FleetHost) => host.silence(),
    mend: (host: FleetHost) => host.start(),
  },
  {
    host: "a host whose sshd hangs",
    code: "HOST_SILENT",
    kill: async (host: FleetHost) => host.freeze(),
    mend: (host: FleetHost) => host.thaw(),
  },
];

for (const { host, code, kill, mend } of waits) {
  testFleet(`${host} costs one attempt for all its targets`, 3, async (t, fleet, stack) => {
    const ssh = countedSsh(fleet.directory);
    const [dead, ...good] = fleet.hosts;
    if (!dead) throw new Error("there is no host");
    await kill(dead);
    stack.declare({ web: filterOn(fleet, fleet.hosts, { paths }) });
    const output = await stack.fail(up, ssh.env);
    t.is(ssh.connectsTo(dead.address).length, 1);
    for (const path of paths) {
      const line = lineWith(output, `${keyOn(dead, path)}: `);
      t.true(line.includes(`[${code}]`), output);
      t.deepEqual(
        good.map((other) => eventOn(other, path)),
        each(good, "0xc4"),
      );
    }
    mend(dead);
    await stack.up();
    t.deepEqual(
      paths.map((path) => eventOn(dead, path)),
      each(paths, "0xc4"),
    );
  });
}

testFleet("it costs one attempt for all resources that have it", 2, async (t, fleet, stack) => {
  const ssh = countedSsh(fleet.directory);
  const [dead, good] = fleet.hosts;
  if (!dead || !good) throw new Error("there are too few hosts");
  await dead.silence();
  stack.declare(
    Object.fromEntries(
      paths.map((path, index) => [`vm${index}`, filterOn(fleet, fleet.hosts, { paths: [path] })]),
    ),
  );
  await stack.fail(up, ssh.env);
  t.is(ssh.connectsTo(dead.address).length, 1);
  t.deepEqual(
    paths.map((path) => eventOn(good, path)),
    each(paths, "0xc4"),
  );
});

testFleet(
  "a dead host makes destroy fail with the ways out, and is dropped only on demand",
  3,
  async (t, fleet, stack) => {
    const [dead, ...good] = fleet.hosts;
    if (!dead) throw new Error("there is no host");
    stack.declare({ web: filterOn(fleet, fleet.hosts) });
    await stack.up();
    dead.stop();
    const destroy = ["destroy", "--yes", "--skip-preview"];
    const output = await stack.fail(destroy);
    const line = lineWith(output, `${keyOn(dead)}: `);
    t.true(line.includes("[HOST_UNREACHABLE]"), output);
    for (const way of ["retainOnDelete", "PMUFILTER_DROP_UNREACHABLE=1", "dropUnreachable"]) {
      t.true(line.includes(way), way);
    }
    t.deepEqual(
      good.map((host) => eventOn(host)),
      each(good, "no file"),
    );
    t.deepEqual(Object.keys(await stack.resources()), ["web"]);

    await stack.run(destroy, { PMUFILTER_DROP_UNREACHABLE: "1" });
    t.deepEqual(await stack.resources(), {});
    t.is(eventOn(dead), "0xc4");
  },
);

testFleet(
  "dropUnreachable: true forgets a dead host that is no target any more",
  2,
  async (t, fleet, stack) => {
    const [dead, good] = fleet.hosts;
    if (!dead || !good) throw new Error("there are too few hosts");
    stack.declare({ web: filterOn(fleet, fleet.hosts) });
    await stack.up();
    dead.stop();
    stack.declare({ web: filterOn(fleet, [good]) });
    t.true((await stack.fail(up)).includes("[HOST_UNREACHABLE]"));
    stack.declare({ web: filterOn(fleet, [good], { dropUnreachable: true }) });
    await stack.up();
    const { status = {} } = (await stack.resources())["web"]?.outputs ?? {};
    t.deepEqual(Object.keys(status), [keyOn(good)]);
    t.not(dead.read(file), undefined);
  },
);
