import test from "ava";
import { type EventKind, eventMembers } from "../../provider/declared/event.ts";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import { problemsOf, withEvents } from "./problems.ts";
import { testAccepted, testRefusals } from "./refusal-table.ts";

/** A whole event of each kind. */
const whole: Readonly<Record<EventKind, PropertyObject>> = {
  name: { name: "branches" },
  raw: { format: "raw", code: "0xc4" },
  "x86-select-umask": { format: "x86-select-umask", select: 0xc4, umask: 0 },
  "x86-masked-entry": { format: "x86-masked-entry", select: 0xd0, mask: 0x7c, match: 0 },
  "arm64-range": { format: "arm64-range", first: 0x10, last: 0x12 },
};

/** A good value for every member. */
const members: PropertyObject = {
  name: "branches",
  code: "0xc4",
  select: 0xc4,
  umask: 0,
  mask: 1,
  match: 1,
  exclude: true,
  first: 1,
  last: 2,
};

for (const [kind, event] of Object.entries(whole)) {
  const own = eventMembers[kind as EventKind];
  // A name is told by its being there.
  const requiredMembers = own.filter((name) => name !== "name" && !name.endsWith("?"));

  test(`${kind}: a whole event passes`, (t) => {
    const cpus = kind === "arm64-range" ? { cpus: ["arm64"], fixedCounters: [] } : {};
    t.deepEqual(problemsOf({ ...withEvents(event), ...cpus }), []);
  });

  for (const member of requiredMembers) {
    test(`${kind}: ${member} is missed`, (t) => {
      t.deepEqual(problemsOf(withEvents({ ...event, [member]: undefined })), [
        [`events[0].${member}`, "PROPERTY_MISSING"],
      ]);
    });
  }

  test(`${kind}: each member of another kind is too many`, (t) => {
    const known = own.map((name) => name.replace("?", ""));
    for (const member of Object.keys(members).filter((name) => !known.includes(name))) {
      t.deepEqual(
        problemsOf(withEvents({ ...event, [member]: members[member] })),
        [[`events[0].${member}`, "PROPERTY_SURPLUS"]],
        member,
      );
    }
  });
}

testRefusals([
  ["an event that says nothing", withEvents({}), [["events[0]", "PROPERTY_MISSING"]]],
  [
    "a format alone",
    withEvents({ format: "x86-masked-entry" }),
    [
      ["events[0].select", "PROPERTY_MISSING"],
      ["events[0].mask", "PROPERTY_MISSING"],
      ["events[0].match", "PROPERTY_MISSING"],
    ],
  ],
  [
    "a format for a name",
    withEvents({ format: "raw", name: "branches" }),
    [
      ["events[0].code", "PROPERTY_MISSING"],
      ["events[0].name", "PROPERTY_SURPLUS"],
    ],
  ],
  [
    "a select without its umask",
    withEvents({ select: 0xc4 }),
    [["events[0].umask", "PROPERTY_MISSING"]],
    'mask: "0x0" and match: "0x0"',
  ],
  [
    "a umask without its select",
    withEvents({ umask: 1 }),
    [["events[0].select", "PROPERTY_MISSING"]],
  ],
  [
    "a mask without what it should match",
    withEvents({ select: 0xc4, mask: 1 }),
    [["events[0].match", "PROPERTY_MISSING"]],
  ],
  [
    "umask and mask in one",
    withEvents({ select: 0xc4, umask: 0, mask: 1, match: 0 }),
    [["events[0].umask", "PROPERTY_SURPLUS"]],
  ],
  [
    "an exclude of a select and umask",
    withEvents({ select: 0xc4, umask: 0, exclude: true }),
    [
      ["events[0].mask", "PROPERTY_MISSING"],
      ["events[0].match", "PROPERTY_MISSING"],
      ["events[0].umask", "PROPERTY_SURPLUS"],
    ],
  ],
  [
    "match outside mask",
    withEvents({ select: 0xd0, mask: "0x7c", match: "0x83" }),
    [["events[0].match", "MATCH_OUTSIDE_MASK"]],
  ],
  [
    "match outside a mask of nothing",
    withEvents({ select: 0xd0, mask: 0, match: 1 }),
    [["events[0].match", "MATCH_OUTSIDE_MASK"]],
  ],
  ...[16, 22, 31, 36, 54, 55, 56, 63].map(
    (bit) =>
      [
        `a code with stray bit ${bit}`,
        withEvents({ name: "cycles" }, { code: `0x${((1n << BigInt(bit)) | 0xc4n).toString(16)}` }),
        [["events[1].code", "RAW_STRAY_BITS"]],
        `bit ${bit} `,
      ] as const,
  ),
  [
    "a 12-bit select on Intel",
    withEvents({ select: 0x120, umask: 1 }),
    [["events[0].select", "SELECT_OUT_OF_RANGE"]],
  ],
  [
    "a masked 12-bit select on Intel",
    withEvents({ select: "0x1c2", mask: 1, match: 1 }),
    [["events[0].select", "SELECT_OUT_OF_RANGE"]],
  ],
  [
    "a code with a 12-bit select on Intel",
    withEvents({ code: "0x100000120" }),
    [["events[0].code", "SELECT_OUT_OF_RANGE"]],
  ],
  [
    "a name without cpus",
    { action: "allow", events: [{ name: "branches" }] },
    [["events[0].name", "CPUS_NEEDED"]],
  ],
  [
    "a name with no cpus in the list",
    { action: "allow", cpus: [], events: [{ name: "branches" }] },
    [["events[0].name", "CPUS_NEEDED"]],
  ],
  [
    "a misspelt name",
    withEvents({ name: "brances" }),
    [["events[0].name", "EVENT_NAME_UNKNOWN"]],
    "Did you mean branches?",
  ],
  [
    "a misspelt name of Intel's own",
    withEvents({ name: "INST_RETIRED.ANYP" }),
    [["events[0].name", "EVENT_NAME_UNKNOWN"]],
    "INST_RETIRED.ANY_P",
  ],
  ["an empty name", withEvents({ name: "" }), [["events[0].name", "EVENT_NAME_UNKNOWN"]]],
  [
    "a name that only Intel has, on AMD",
    { action: "allow", cpus: ["amd"], events: [{ name: "bus-cycles" }] },
    [["events[0].name", "EVENT_NAME_UNKNOWN"]],
  ],
  [
    "a name that only Intel has, on AMD said twice",
    { action: "allow", cpus: ["amd", "amd"], events: [{ name: "INST_RETIRED.ANY" }] },
    [["events[0].name", "EVENT_NAME_UNKNOWN"]],
  ],
]);

testAccepted([
  ["a code's format told by its member", withEvents({ code: 0xc4 })],
  ["an exclude told by its member", withEvents({ select: 1, mask: 1, match: 1, exclude: false })],
  ["a name in any case", withEvents({ name: "Branches" }, { name: "inst_retired.any_p" })],
  ["any umask of a select", withEvents({ select: 1, mask: 0, match: 0 })],
  [
    "a 12-bit select on AMD",
    { action: "allow", cpus: ["amd"], events: [{ select: 0x120, umask: 1 }] },
  ],
]);

const warned: readonly [what: string, declaration: PropertyObject, codes: readonly string[]][] = [
  [
    "a name that only Intel has, on both",
    { ...withEvents({ name: "topdown-retiring" }), cpus: ["intel", "amd"] },
    ["EVENT_NAME_PARTIAL"],
  ],
  [
    "a 12-bit select on both",
    { ...withEvents({ select: 0x120, umask: 1 }), cpus: ["intel", "amd"] },
    ["SELECT_ABOVE_INTEL_WIDTH"],
  ],
  [
    "a 12-bit select anywhere",
    { ...withEvents({ select: 0x120, umask: 1 }), cpus: null },
    ["SELECT_ABOVE_INTEL_WIDTH"],
  ],
  [
    "an allow list without fixed counters",
    { action: "allow", cpus: ["intel"], events: [{ name: "branches" }] },
    ["ALLOW_WITHOUT_FIXED_COUNTERS"],
  ],
  ["an allow list on AMD", { action: "allow", cpus: ["amd"], events: [{ name: "cycles" }] }, []],
];

for (const [what, declaration, codes] of warned) {
  test(`warned of, not refused: ${what}`, (t) => {
    const { failures, warnings } = check(declaration);
    t.deepEqual(failures, []);
    t.deepEqual(
      warnings.map((warning) => /\[([A-Z_]+)\]$/.exec(warning)?.[1]),
      codes,
    );
  });
}
