import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { withTargets } from "./problems.ts";
import { testAccepted, testRefusals } from "./refusal-table.ts";

/** As many different events, over umasks of few selects that no masked entry can join. */
function events(count: number): readonly PropertyObject[] {
  return Array.from({ length: count }, (_, index) => ({
    select: index % 256,
    umask: (index >> 8) * 3,
  }));
}

const target = { qemuArgs: { path: "/etc/pmufilter/web.args" } };
const nothing = { action: "allow", targets: [target] };

testRefusals([
  [
    "301 events",
    { action: "deny", events: events(301) },
    [["events", "TOO_MANY_ENTRIES"]],
    "has 301 entries: 1 more",
  ],
  [
    "300 events and a name for two",
    {
      action: "deny",
      cpus: ["intel", "amd"],
      events: [...events(299), { name: "cache-references" }],
    },
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
  [
    "400 events that fit as masked entries",
    {
      action: "deny",
      events: Array.from({ length: 400 }, (_, index) => ({ select: index >> 1, umask: index & 1 })),
    },
  ],
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
