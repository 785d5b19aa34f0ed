import test from "ava";
import { resolveEventName } from "../../provider/catalog/resolve-event-name.ts";
import { exactEntry } from "../../provider/filter/entry.ts";

test("a name means its code on each of the hosts' vendors", (t) => {
  t.deepEqual(resolveEventName("branches", ["intel", "amd"]), {
    found: true,
    entries: [exactEntry(0xc4, 0), exactEntry(0xc2, 0)],
    fixedCounters: [],
    missingOn: [],
  });
});

test("a code that vendors share is there once", (t) => {
  t.deepEqual(resolveEventName("instructions", ["intel", "amd", "intel"]), {
    found: true,
    entries: [exactEntry(0xc0, 0)],
    fixedCounters: ["instructions"],
    missingOn: [],
  });
});

test("a name that a vendor does not have is missing there", (t) => {
  t.deepEqual(resolveEventName("slots", ["amd", "intel", "amd"]), {
    found: true,
    entries: [exactEntry(0xa4, 1)],
    fixedCounters: ["slots"],
    missingOn: ["amd"],
  });
  t.deepEqual(resolveEventName("INST_RETIRED.ANY", ["amd"]), {
    found: true,
    entries: [],
    fixedCounters: [],
    missingOn: ["amd"],
  });
});

test("upper and lower case are one", (t) => {
  const expected = resolveEventName("INST_RETIRED.ANY_P", ["intel"]);
  t.true(expected.found);
  t.deepEqual(resolveEventName("inst_retired.any_p", ["intel"]), expected);
  t.deepEqual(resolveEventName("Branches", ["amd"]), resolveEventName("branches", ["amd"]));
});

const unknown: readonly [string, "intel" | "amd", readonly string[]][] = [
  ["cycels", "intel", ["cycles"]],
  ["branch", "amd", ["branches"]],
  ["INST_RETIRED.ANYP", "intel", ["INST_RETIRED.ANY_P", "INST_RETIRED.ANY"]],
  ["inst-retired.any", "intel", ["INST_RETIRED.ANY", "INST_RETIRED.ANY_P"]],
  ["INST_RETIRED.ANYP", "amd", []],
  ["slot", "amd", []],
  ["slot", "intel", ["slots"]],
  ["MEM_LOAD_RETIRED.L3_MISS", "intel", []],
  ["", "intel", []],
];

for (const [name, vendor, suggestions] of unknown) {
  test(`unknown on ${vendor}: "${name}"`, (t) => {
    t.deepEqual(resolveEventName(name, [vendor]), { found: false, suggestions });
  });
}

test("at most three names are suggested", (t) => {
  const resolved = resolveEventName("topdown.slot", ["intel"]);
  t.false(resolved.found);
  t.true(!resolved.found && resolved.suggestions.length <= 3);
});

test("names that objects have by themselves are unknown", (t) => {
  for (const name of ["constructor", "__proto__", "toString"]) {
    t.false(resolveEventName(name, ["intel"]).found);
  }
});
