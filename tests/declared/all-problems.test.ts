import test from "ava";
import { inOrder, problemsOf } from "./problems.ts";

test("everything that is wrong is told in one answer", (t) => {
  const found = problemsOf({
    acton: "allow",
    cpus: ["intel"],
    fixedCounters: ["cycles", "clocks"],
    qemuId: "0",
    events: [
      { select: "196", umask: 256 },
      { name: "brances" },
      { select: 0x120, umask: 1 },
      { select: 0xd0, mask: 1, match: 2, umsk: 1 },
      { code: "0x4000c4" },
      { name: "cycles", umask: 0 },
      { name: "cycles" },
      "branches",
    ],
    targets: [
      { qemuArgs: { path: "web.args", mode: 644, owner: "" } },
      {},
      { qemuArgs: { path: "/a" } },
      { qemuArgs: { path: "//a" } },
      { qemuArgs: { path: "/b" }, libvirt: { domain: "web" } },
    ],
  });
  t.deepEqual(
    found,
    inOrder([
      ["acton", "PROPERTY_UNKNOWN"],
      ["action", "PROPERTY_MISSING"],
      ["fixedCounters[1]", "VALUE_NOT_LISTED"],
      ["qemuId", "QEMU_ID_INVALID"],
      ["events[0].select", "NUMBER_INVALID"],
      ["events[0].umask", "NUMBER_OUT_OF_RANGE"],
      ["events[1].name", "EVENT_NAME_UNKNOWN"],
      ["events[2].select", "SELECT_OUT_OF_RANGE"],
      ["events[3].umsk", "PROPERTY_UNKNOWN"],
      ["events[3].match", "MATCH_OUTSIDE_MASK"],
      ["events[4].code", "RAW_STRAY_BITS"],
      ["events[5].umask", "PROPERTY_SURPLUS"],
      ["events[7]", "TYPE_WRONG"],
      ["targets[0].qemuArgs.path", "PATH_INVALID"],
      ["targets[0].qemuArgs.mode", "TYPE_WRONG"],
      ["targets[0].qemuArgs.owner", "ACCOUNT_INVALID"],
      ["targets[1]", "TARGET_KIND_MISSING"],
      ["targets[3]", "TARGET_DUPLICATE"],
      ["targets[4].libvirt", "PROPERTY_SURPLUS"],
    ]),
  );
});

test("what depends on a problem has none of its own", (t) => {
  t.deepEqual(problemsOf({ action: "allow", cpus: ["arm65"], events: [{ name: "brances" }] }), [
    ["cpus[0]", "VALUE_NOT_LISTED"],
  ]);
  t.deepEqual(
    problemsOf({
      action: "allow",
      events: [{ select: -1, umask: 0 }],
      targets: [{ qemuArgs: { path: "/a" } }],
    }),
    [["events[0].select", "NUMBER_INVALID"]],
  );
});

test("computed maps of one's own are told beside other problems", (t) => {
  t.deepEqual(problemsOf({ action: "permit", entries: "all", applied: ["/a"] }), [
    ["action", "VALUE_NOT_LISTED"],
    ["applied", "PROPERTY_COMPUTED"],
    ["entries", "PROPERTY_COMPUTED"],
  ]);
});
