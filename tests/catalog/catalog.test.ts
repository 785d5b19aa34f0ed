import test from "ava";
import { catalog } from "../../provider/catalog/catalog.ts";
import { eventNames } from "../../provider/catalog/event-names.ts";
import { resolveEventName } from "../../provider/catalog/resolve-event-name.ts";
import { checkEntry } from "../../provider/filter/check-entry.ts";
import { entryKey, exactEntry } from "../../provider/filter/entry.ts";
import type { FixedCounter } from "../../provider/filter/fixed-counter.ts";
import { vendors, vendorWidths } from "../../provider/filter/vendor.ts";

const names = catalog.flatMap((event) => event.names);

test("each name is there once, upper and lower case being one", (t) => {
  t.deepEqual([...new Set(names.map((name) => name.toLowerCase()))].length, names.length);
});

test("each event means something, within its vendors' widths", (t) => {
  for (const event of catalog) {
    const meanings = vendors.flatMap((vendor) => event[vendor] ?? []);
    t.true(meanings.length > 0, event.names[0]);
    for (const vendor of vendors) {
      const { code, fixedCounter } = event[vendor] ?? {};
      if (code !== undefined) checkEntry(exactEntry(...code), vendorWidths[vendor]);
      if (fixedCounter !== undefined) t.true(vendorWidths[vendor].fixedCounters);
      if (event[vendor] !== undefined) t.true(code !== undefined || fixedCounter !== undefined);
    }
  }
});

test("each code has a name to show, which means it again", (t) => {
  for (const event of catalog) {
    for (const vendor of vendors) {
      const { code } = event[vendor] ?? {};
      if (code === undefined) continue;
      const shown = eventNames(exactEntry(...code), [vendor]).map(({ name }) => name);
      t.true(shown.length > 0, event.names[0]);
      for (const name of shown) {
        const resolved = resolveEventName(name, [vendor]);
        t.deepEqual(resolved.found ? resolved.entries : [], [exactEntry(...code)]);
      }
    }
  }
});

/** Per name: the code on Intel and its fixed counter, and the code on AMD. */
const meanings: readonly [
  string,
  string | undefined,
  FixedCounter | undefined,
  string | undefined,
][] = [
  ["cycles", "3c/00", "cycles", "76/00"],
  ["cpu-cycles", "3c/00", "cycles", "76/00"],
  ["instructions", "c0/00", "instructions", "c0/00"],
  ["ref-cycles", "3c/01", "ref-cycles", "120/01"],
  ["bus-cycles", "3c/01", undefined, undefined],
  ["branches", "c4/00", undefined, "c2/00"],
  ["branch-instructions", "c4/00", undefined, "c2/00"],
  ["branch-misses", "c5/00", undefined, "c3/00"],
  ["cache-references", "2e/4f", undefined, "60/ff"],
  ["cache-misses", "2e/41", undefined, "64/09"],
  ["slots", "a4/01", "slots", undefined],
  ["topdown-backend-bound", "a4/02", undefined, undefined],
  ["topdown-bad-speculation", "73/00", undefined, undefined],
  ["topdown-frontend-bound", "9c/01", undefined, undefined],
  ["topdown-retiring", "c2/02", undefined, undefined],
  ["lbr-inserts", "e4/01", undefined, undefined],
  ["INST_RETIRED.ANY_P", "c0/00", undefined, undefined],
  ["INST_RETIRED.ANY", undefined, "instructions", undefined],
  ["CPU_CLK_UNHALTED.THREAD_P", "3c/00", undefined, undefined],
  ["CPU_CLK_UNHALTED.THREAD", undefined, "cycles", undefined],
  ["CPU_CLK_UNHALTED.REF_TSC", undefined, "ref-cycles", undefined],
  ["LONGEST_LAT_CACHE.REFERENCE", "2e/4f", undefined, undefined],
  ["LONGEST_LAT_CACHE.MISS", "2e/41", undefined, undefined],
  ["BR_INST_RETIRED.ALL_BRANCHES", "c4/00", undefined, undefined],
  ["BR_MISP_RETIRED.ALL_BRANCHES", "c5/00", undefined, undefined],
  ["TOPDOWN.SLOTS_P", "a4/01", undefined, undefined],
  ["TOPDOWN.SLOTS", undefined, "slots", undefined],
];

for (const [name, intel, fixedCounter, amd] of meanings) {
  test(`${name} means what the vendors say`, (t) => {
    t.deepEqual(keys(name, "intel"), {
      entries: intel === undefined ? [] : [intel],
      fixedCounters: fixedCounter === undefined ? [] : [fixedCounter],
    });
    t.deepEqual(keys(name, "amd"), {
      entries: amd === undefined ? [] : [amd],
      fixedCounters: [],
    });
  });
}

test("the table above is complete", (t) => {
  t.deepEqual(
    meanings.map(([name]) => name),
    names,
  );
});

function keys(name: string, vendor: "intel" | "amd") {
  const resolved = resolveEventName(name, [vendor]);
  if (!resolved.found) throw new Error(`${name} is not in the catalogue`);
  return { entries: resolved.entries.map(entryKey), fixedCounters: resolved.fixedCounters };
}
