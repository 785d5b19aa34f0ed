import test from "ava";
import type { PropertyValue } from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import { problemsOf, withEvents } from "./problems.ts";
import { testRefusals } from "./refusal-table.ts";

const bad: readonly [PropertyValue, string][] = [
  [-1, "NUMBER_INVALID"],
  [1.5, "NUMBER_INVALID"],
  [Number.NaN, "NUMBER_INVALID"],
  [Number.POSITIVE_INFINITY, "NUMBER_INVALID"],
  ["196", "NUMBER_INVALID"],
  ["00", "NUMBER_INVALID"],
  ["c4", "NUMBER_INVALID"],
  ["0x", "NUMBER_INVALID"],
  ["0xg", "NUMBER_INVALID"],
  ["-0x1", "NUMBER_INVALID"],
  ["0x1.8", "NUMBER_INVALID"],
  ["", "NUMBER_INVALID"],
  [" 0x1", "NUMBER_INVALID"],
  ["0x1\n", "NUMBER_INVALID"],
  ["0b1", "NUMBER_INVALID"],
  ["1e1", "NUMBER_INVALID"],
  [2 ** 32, "NUMBER_NOT_EXACT"],
  [2 ** 53, "NUMBER_NOT_EXACT"],
  [true, "TYPE_WRONG"],
  [[], "TYPE_WRONG"],
  [{}, "TYPE_WRONG"],
];

/** Each member of an event that is a number, with an event that it completes. */
const members = {
  code: {},
  select: { umask: 0 },
  umask: { select: 0xc4 },
  mask: { select: 0xc4, match: 0 },
  match: { select: 0xc4, mask: 0xff },
} as const;

for (const [member, rest] of Object.entries(members)) {
  test(`refused as ${member}: what is no unsigned number`, (t) => {
    for (const [value, code] of bad) {
      const found = problemsOf(withEvents({ ...rest, [member]: value }));
      t.deepEqual(found, [[`events[0].${member}`, code]], String(value));
    }
  });
}

testRefusals([
  [
    "a select of 13 bits",
    withEvents({ select: 0x1000, umask: 0 }),
    [["events[0].select", "NUMBER_OUT_OF_RANGE"]],
  ],
  [
    "a select of 13 bits as text",
    withEvents({ select: "0x1000", umask: 0 }),
    [["events[0].select", "NUMBER_OUT_OF_RANGE"]],
  ],
  [
    "a umask of 9 bits",
    withEvents({ select: 0, umask: 0x100 }),
    [["events[0].umask", "NUMBER_OUT_OF_RANGE"]],
  ],
  [
    "a mask of 9 bits",
    withEvents({ select: 0, mask: 0x100, match: 0 }),
    [["events[0].mask", "NUMBER_OUT_OF_RANGE"]],
  ],
  [
    "a match of 9 bits",
    withEvents({ select: 0, mask: 0xff, match: 0x100 }),
    [["events[0].match", "NUMBER_OUT_OF_RANGE"]],
  ],
  [
    "a code of 65 bits",
    withEvents({ code: "0x10000000000000000" }),
    [["events[0].code", "NUMBER_OUT_OF_RANGE"]],
  ],
  [
    "a number that YAML has rounded",
    withEvents({ code: Number(0x8000_0000_0000_0001n) }),
    [["events[0].code", "NUMBER_NOT_EXACT"]],
  ],
  [
    "a decimal string, read as decimal",
    withEvents({ select: "196", umask: 0 }),
    [["events[0].select", "NUMBER_INVALID"]],
    '"0xc4"',
  ],
  [
    "a decimal string, read as hexadecimal",
    withEvents({ select: "196", umask: 0 }),
    [["events[0].select", "NUMBER_INVALID"]],
    '"0x196"',
  ],
]);

const spellings: readonly [PropertyValue, string][] = [
  [0, "0x0"],
  [196, "0xc4"],
  [0xc4, "0xc4"],
  ["0xc4", "0xc4"],
  ["0XC4", "0xc4"],
  ["0x0000c4", "0xc4"],
  [0xfff, "0xfff"],
];

test("a number has one normalised spelling", (t) => {
  for (const [declared, normalised] of spellings) {
    const { inputs } = check({ action: "deny", events: [{ select: declared, umask: "0xFF" }] });
    t.deepEqual(inputs["events"], [{ select: normalised, umask: "0xff" }], String(declared));
  }
});

test("a code keeps all its bits: as number up to 2^32-1, as text beyond", (t) => {
  const { inputs, failures } = check({
    action: "deny",
    events: [{ code: 0xffff }, { code: "0xF0000FFFF" }],
  });
  t.deepEqual(failures, []);
  t.deepEqual(inputs["events"], [{ code: "0xffff" }, { code: "0xf0000ffff" }]);
  t.deepEqual(Object.keys(inputs["entries"] as object), ["ff/ff", "fff/ff"]);
});

test("2^32-1 is a number, and a code with stray bits", (t) => {
  t.deepEqual(problemsOf(withEvents({ code: 0xffff_ffff })), [
    ["events[0].code", "RAW_STRAY_BITS"],
  ]);
});
