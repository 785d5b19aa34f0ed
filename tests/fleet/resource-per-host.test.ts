import { filterOn, filterPerHost } from "./declare.ts";
import { testFleet } from "./fleet-test.ts";
import { askedDuring, each, eventOn } from "./looks.ts";

testFleet(
  "a resource for every host asks each once, and the one that changed alone",
  30,
  async (t, fleet, stack) => {
    const { hosts } = fleet;
    const program = filterPerHost(fleet);
    stack.declare(program);
    const first = await askedDuring(hosts, () => stack.up());
    t.deepEqual(first, { connections: each(hosts, 1), exchanges: each(hosts, 1) });
    t.deepEqual(
      hosts.map((host) => eventOn(host)),
      each(hosts, "0xc4"),
    );

    const [changed] = hosts;
    if (!changed) throw new Error("there is no host");
    stack.declare({
      ...program,
      [`h${changed.number}`]: filterOn(fleet, [changed], { select: "0xc5" }),
    });
    const second = await askedDuring(hosts, () => stack.up());
    const onlyChanged = hosts.map((host) => (host === changed ? 1 : 0));
    t.deepEqual(second, { connections: onlyChanged, exchanges: onlyChanged });
    t.is(eventOn(changed), "0xc5");
  },
);

testFleet("many resources on one host share its connection", 1, async (t, fleet, stack) => {
  const { hosts } = fleet;
  const names = [...Array(20).keys()].map((index) => `vm${index}`);
  const path = (name: string) => `/etc/pmufilter/${name}.args`;
  stack.declare(
    Object.fromEntries(
      names.map((name) => [name, filterOn(fleet, hosts, { paths: [path(name)] })]),
    ),
  );
  const { connections, exchanges } = await askedDuring(hosts, () => stack.up());
  t.deepEqual(connections, [1]);
  t.true((exchanges[0] ?? 0) <= names.length);
  t.deepEqual(
    names.map((name) => hosts.map((host) => eventOn(host, path(name)))),
    each(names, ["0xc4"]),
  );
});

testFleet("20 targets on one host take one exchange", 1, async (t, fleet, stack) => {
  const { hosts } = fleet;
  const paths = [...Array(20).keys()].map((index) => `/etc/pmufilter/vm${index}.args`);
  stack.declare({ web: filterOn(fleet, hosts, { paths }) });
  const asked = await askedDuring(hosts, () => stack.up());
  t.deepEqual(asked, { connections: [1], exchanges: [1] });
  t.deepEqual(
    paths.map((path) => hosts.map((host) => eventOn(host, path))),
    each(paths, ["0xc4"]),
  );
});
