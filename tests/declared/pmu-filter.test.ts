import test from "ava";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { problemsOf, withTargets } from "./problems.ts";
import { testAccepted, testRefusals } from "./refusal-table.ts";

/** As many different events, over several umasks of few selects. */
function events(count: number): readonly PropertyObject[] {
  return Array.from({ length: count }, (_, index) => ({ select: index % 256, umask: index >> 8 }));
}

const target = { qemuArgs: { path: "/etc/pmufilter/web.args" } };
const nothing = { action: "allow", targets: [target] };

testRefusals([
  [
    "301 events",
    { action: "deny", events: events(301) },
    [["events", "TOO_MANY_ENTRIES"]],
    "come to 301 entries, 1 more",
  ],
  [
    "300 events and a name for two",
    { action: "deny", cpus: ["intel", "amd"], events: [...events(299), { name: "ref-cycles" }] },
    [["events", "TOO_MANY_ENTRIES"]],
  ],
  ["nothing for QEMU", nothing, [["events", "QEMU_FILTER_EMPTY"]]],
  ["an empty list for QEMU", { ...nothing, events: [] }, [["events", "QEMU_FILTER_EMPTY"]]],
  [
    "empty lists for QEMU",
    { ...nothing, action: "deny", events: [], fixedCounters: [], cpus: [] },
    [["events", "QEMU_FILTER_EMPTY"]],
  ],
]);

testAccepted([
  ["300 events", { action: "deny", events: events(300) }],
  [
    "302 events of which two are said again",
    {
      action: "deny",
      events: [...events(300), { select: 0, mask: "0xff", match: 0 }, { code: "0x1" }],
    },
  ],
  ["nothing without a target", { action: "deny" }],
  ["nothing with an empty list of targets", { action: "deny", targets: [] }],
  ["a fixed counter alone for QEMU", withTargets(target)],
  [
    "a fixed counter's name alone for QEMU",
    { ...nothing, cpus: ["intel"], events: [{ name: "INST_RETIRED.ANY" }] },
  ],
]);

test("too many events are told together with events that are wrong", (t) => {
  const declaration = { action: "deny", events: [{ select: -1, umask: 0 }, ...events(301)] };
  t.deepEqual(problemsOf(declaration), [
    ["events", "TOO_MANY_ENTRIES"],
    ["events[0].select", "NUMBER_INVALID"],
  ]);
});
