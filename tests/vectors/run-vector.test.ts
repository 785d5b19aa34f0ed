import test from "ava";
import { readExactJson } from "../../provider/encoding/exact-json.ts";
import { runVector } from "../../vectors/run-vector.ts";

/** What fails of a vector that is written as JSON. */
function failures(row: object): readonly string[] {
  const { failures } = runVector({ name: "n", row: readExactJson(JSON.stringify(row), "row") });
  return failures;
}

const deny = { kind: "match", action: 1, flags: 0, events: ["0x1c2"] };
const denied = { query: { select: 0xc2, umask: 1 }, expect: "denied" };
const allow8 = { base_event: 8, nevents: 1, action: 0 };

const holding: readonly (readonly [string, object])[] = [
  ["both vendors where none is named", { ...deny, ...denied }],
  ["numbers as hexadecimal strings", { ...deny, action: "0x1", flags: "0x0", ...denied }],
  ["an action by name", { kind: "match", action_name: "deny", events: [0x1c2], ...denied }],
  ["hygon as amd", { ...deny, vendor: "hygon", ...denied }],
  [
    "a whole event select register",
    { ...deny, query: { select: 0xc2, umask: 1, eventsel: "0xff5301c2" }, expect: "denied" },
  ],
  [
    "a fixed counter",
    { ...deny, fixed_counter_bitmap: 8, query: { fixed: 3 }, expect: "denied", vendor: "intel" },
  ],
  [
    "how many events are dropped",
    { ...deny, kind: "accepted", events: ["0xc0", "0x100c0"], expect_dropped: 1 },
  ],
  [
    "which events are dropped, by index",
    { ...deny, kind: "accepted", events: ["0xc0", "0x100c0"], expect_dropped: [1] },
  ],
  [
    "which events are dropped, by code",
    { ...deny, kind: "accepted", events: ["0xc0", "0x100c0"], expect_dropped: ["0x100c0"] },
  ],
  [
    "nothing dropped on amd",
    { ...deny, kind: "accepted", vendor: "amd", events: ["0x1000000c2"], expect_dropped: [] },
  ],
  ...(["header_ok", "events_ok"] as const).map(
    (member) =>
      [
        `memory: ${member}`,
        { ...deny, kind: "invalid", memory: { [member]: false }, expect_errno: "EFAULT" },
      ] as const,
  ),
  [
    "no memory, before the events are read",
    {
      ...deny,
      kind: "invalid",
      memory: { alloc_ok: false, events_ok: false },
      expect_errno: "ENOMEM",
    },
  ],
  [
    "too many events, before memory",
    { ...deny, kind: "invalid", nevents: 301, memory: { alloc_ok: false }, expect_errno: "E2BIG" },
  ],
  [
    "more events said than there are",
    { ...deny, kind: "invalid", nevents: 2, expect_errno: "EFAULT" },
  ],
  ["an error by its number", { ...deny, kind: "invalid", action: 2, errno_number: 22 }],
  ["another process", { ...deny, kind: "invalid", state: "other_process", expect_errno: "EIO" }],
  ["on a vCPU", { ...deny, kind: "invalid", state: "vcpu_fd", expect_errno: "EINVAL" }],
  ["a VM that runs", { ...deny, kind: "accepted", state: "vcpus running" }],
  [
    "a masked entry that can match nothing, read back",
    {
      kind: "encode:masked",
      args: { select: 0xc4, mask: 1, match: 2, exclude: false },
      expect_hex: "0x01000000000002c4",
    },
  ],
  [
    "arm64 without calls",
    { kind: "match", arch: "arm64", filters: [], query: { event: 8 }, expect: "allowed" },
  ],
  [
    "arm64 without a filter",
    {
      kind: "no_filter",
      arch: "arm64",
      query: { cycle_counter: true },
      expect: "allowed",
      pmceid_bit_kept: true,
    },
  ],
  [
    "arm64 by its members, with ten bits",
    {
      kind: "match",
      event_bits: 10,
      filters: [allow8],
      query: { event: 0x408 },
      expect: "allowed",
      pmceid_bit_kept: false,
    },
  ],
  [
    "a common event of the second block with ten bits",
    {
      kind: "match",
      event_bits: 10,
      filters: [{ ...allow8, action: 1 }],
      query: { event: 0x4005 },
      expect: "allowed",
      pmceid_bit_kept: false,
    },
  ],
  [
    "arm64, accepted",
    { kind: "accepted", filters: [{ base_event: 0xffff, nevents: 1, action: 1 }] },
  ],
  ...(
    [
      ["no_pmu_feature", "ENODEV"],
      ["attr>=8", "ENXIO"],
      ["pmu_created", "EBUSY"],
      ["ran_once", "EBUSY"],
    ] as const
  ).map(
    ([state, expect_errno]) =>
      [`arm64: ${state}`, { kind: "invalid", filters: [allow8], state, expect_errno }] as const,
  ),
  [
    "arm64: an unreadable struct",
    { kind: "invalid", filters: [allow8], memory: { struct_ok: false }, expect_errno: "EFAULT" },
  ],
  [
    "a QEMU object as text, a 64-bit code in it",
    {
      object: `{"qom-type":"kvm-pmu-filter","id":"a","action":"allow","events":[{"format":"raw","code":18446744073709551615}]}`,
      expect: {
        action: 0,
        flags: 0,
        nevents: 1,
        fixed_counter_bitmap: 0,
        events: ["0xffffffffffffffff"],
      },
    },
  ],
  [
    "a QEMU object under another id",
    {
      object: {
        "qom-type": "kvm-pmu-filter",
        id: "a",
        action: "allow",
        "x86-fixed-counter": 1,
      },
      accel: "kvm,pmu-filter=nope",
      expect: { error: "Device 'nope' not found" },
    },
  ],
];

for (const [what, row] of holding) {
  test(`holds: ${what}`, (t) => {
    t.deepEqual(failures(row), []);
  });
}

const failing: readonly (readonly [string, object, RegExp])[] = [
  [
    "an expectation on one vendor only",
    { ...deny, events: ["0x1000000c2"], query: { select: 0x1c2 }, expect: "denied" },
    /on intel: expected denied, found allowed/,
  ],
  ["a kind that is not known", { ...deny, kind: "matches" }, /"matches" is none of match/],
  ["no kind", { name: "n" }, /"kind" is missing/],
  ["no row", [], /not an object/],
  ["an arch that is not known", { ...deny, arch: "riscv" }, /"riscv" is neither/],
  ["a vendor that is not known", { ...deny, vendor: "via" }, /"via" is not known/],
  ["a state that is not known", { kind: "accepted", filters: [allow8], state: "x" }, /"x" is not/],
  ["a width that is not known", { kind: "accepted", filters: [allow8], event_bits: 12 }, /12 are/],
  ["no expectation", { ...deny, query: { select: 1 } }, /"expect" is neither/],
  ["no query", { kind: "no_filter", expect: "allowed" }, /"query" is missing/],
  ["a number that is none", { ...deny, action: "one", ...denied }, /"action" is not an integer/],
  [
    "a code of more than 64 bits",
    { ...deny, events: ["0x1ffffffffffffffff"], ...denied },
    /"events" has more than 64 bits/,
  ],
  ["a negative code", { ...deny, events: [-1], ...denied }, /"events" is negative/],
  ["a negative flag", { ...deny, flags: -1, ...denied }, /"flags" is negative/],
  ["an action of 33 bits", { ...deny, action: "0x100000001", ...denied }, /"action" has more/],
  ["events that are no list", { ...deny, events: "0xc0", ...denied }, /"events" is not a list/],
  [
    "a filter that the kernel refuses",
    { ...deny, flags: 2, ...denied },
    /expected accepted, found EINVAL/,
  ],
  [
    "arguments that cannot be encoded",
    { kind: "encode:raw", args: { select: 0x1000, umask: 0 }, expect_hex: "0x0" },
    /SELECT_OUT_OF_RANGE/,
  ],
  [
    "a QEMU object that is taken against expectation",
    {
      object: { "qom-type": "kvm-pmu-filter", id: "a", action: "allow", "x86-fixed-counter": 1 },
      expect: { error: "Something else" },
    },
    /expected a refusal, found no refusal/,
  ],
];

for (const [what, row, pattern] of failing) {
  test(`fails: ${what}`, (t) => {
    t.regex(failures(row).join("\n"), pattern);
  });
}
