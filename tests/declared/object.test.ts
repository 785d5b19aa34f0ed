import test from "ava";
import { check } from "../../provider/resource/check.ts";
import { withEvents, withProperties, withTarget, withTargets } from "./problems.ts";
import { testAccepted, testRefusals } from "./refusal-table.ts";

testRefusals([
  ["no action", {}, [["action", "PROPERTY_MISSING"]]],
  ["null as action", { action: null }, [["action", "PROPERTY_MISSING"]]],
  [
    "an unknown key",
    withProperties({ fixedCounter: ["cycles"] }),
    [["fixedCounter", "PROPERTY_UNKNOWN"]],
    "Did you mean fixedCounters?",
  ],
  [
    "an unknown key in the wrong case",
    withProperties({ qemuid: "f0" }),
    [["qemuid", "PROPERTY_UNKNOWN"]],
    "Did you mean qemuId?",
  ],
  [
    "an unknown key that is like none",
    withProperties({ umbrella: ["architectural"] }),
    [["umbrella", "PROPERTY_UNKNOWN"]],
    "Known are action, cpus, presets, events,",
  ],
  [
    "an unknown key that is no identifier",
    withProperties({ "a b": 1 }),
    [['["a b"]', "PROPERTY_UNKNOWN"]],
  ],
  [
    "an unknown key whatever its value",
    withProperties({ event: null }),
    [["event", "PROPERTY_UNKNOWN"]],
    "Did you mean events?",
  ],
  [
    "a key of every object",
    withProperties({ constructor: 1, toString: 1 }),
    [
      ["constructor", "PROPERTY_UNKNOWN"],
      ["toString", "PROPERTY_UNKNOWN"],
    ],
  ],
  [
    "an unknown key of an event",
    withEvents({ select: 0xc4, umsk: 0 }),
    [
      ["events[0].umsk", "PROPERTY_UNKNOWN"],
      ["events[0].umask", "PROPERTY_MISSING"],
    ],
    "Did you mean umask?",
  ],
  [
    "an unknown key beside a whole event",
    withEvents({ name: "cycles" }, { select: 0xc4, umask: 0, cmask: 1 }),
    [["events[1].cmask", "PROPERTY_UNKNOWN"]],
    "Did you mean umask?",
  ],
  [
    "an unknown key of a target",
    withTargets({ qemuArgs: { path: "/a" }, conection: { host: "kvm1" } }),
    [["targets[0].conection", "PROPERTY_UNKNOWN"]],
  ],
  [
    "an unknown key of a file",
    withTargets({ qemuArgs: { pth: "/a" } }),
    [
      ["targets[0].qemuArgs.pth", "PROPERTY_UNKNOWN"],
      ["targets[0].qemuArgs.path", "PROPERTY_MISSING"],
    ],
    "Did you mean path?",
  ],
  ["a scalar as list", withProperties({ cpus: "intel" }), [["cpus", "TYPE_WRONG"]]],
  ["an object as list", withProperties({ events: { name: "cycles" } }), [["events", "TYPE_WRONG"]]],
  ["a list as object", withTargets([]), [["targets[0]", "TYPE_WRONG"]]],
  ["a name as event", withEvents("branches"), [["events[0]", "TYPE_WRONG"]]],
  ["null as event", withEvents(null), [["events[0]", "TYPE_WRONG"]]],
  ["a path as target", withTargets("/a"), [["targets[0]", "TYPE_WRONG"]]],
  ["a path as file", withTargets({ qemuArgs: "/a" }), [["targets[0].qemuArgs", "TYPE_WRONG"]]],
  [
    "entries of one's own",
    withProperties({ entries: { "c4/00": "branches" } }),
    [["entries", "PROPERTY_COMPUTED"]],
  ],
  ["entries that are no map", withProperties({ entries: 1 }), [["entries", "PROPERTY_COMPUTED"]]],
  [
    "a target's fingerprint of one's own",
    withProperties({ applied: { "qemuArgs:localhost:/a": "0123456789abcdef" } }),
    [["applied", "PROPERTY_COMPUTED"]],
  ],
]);

testAccepted([
  [
    "null in place of everything that may be left out",
    {
      ...withProperties({ cpus: null, events: null, targets: null, qemuId: null, dryRun: null }),
      entries: null,
      applied: null,
    },
  ],
  [
    "null in place of an event's other members",
    withEvents({ name: null, format: null, code: null, select: 1, umask: 1, mask: null }),
  ],
  ["null in place of a file's mode", withTarget({ mode: null, owner: null, format: null })],
  [
    "computed maps that come back with other values",
    withProperties({ entries: { "fixed/1": "zycles" }, applied: {} }),
  ],
]);

test("null counts as left out and does not stay", (t) => {
  const { inputs } = check({
    action: "deny",
    cpus: null,
    events: [{ select: 1, umask: 2, mask: null, format: null }],
    targets: [{ qemuArgs: { path: "/a", mode: null } }],
  });
  const { entries: _, applied: __, ...declared } = inputs;
  t.deepEqual(declared, {
    action: "deny",
    events: [{ select: "0x1", umask: "0x2" }],
    targets: [{ qemuArgs: { path: "/a" } }],
  });
});
