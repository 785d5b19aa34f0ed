import test from "ava";
import { catalog } from "../../provider/catalog/catalog.ts";
import { type CpuVendor, families } from "../../provider/catalog/cpu.ts";
import { entryOfCode, eventOfCode } from "../../provider/catalog/event-code.ts";
import { eventMeaning } from "../../provider/catalog/event-meaning.ts";
import { eventNames } from "../../provider/catalog/event-names.ts";
import { checkEntry } from "../../provider/filter/check-entry.ts";
import type { FixedCounter } from "../../provider/filter/fixed-counter.ts";
import { vendors, vendorWidths } from "../../provider/filter/vendor.ts";

const names = catalog.flatMap((event) => event.names);
const familyVendors: readonly CpuVendor[] = ["intel", "amd", "arm"];

test("each name is there once, upper and lower case being one", (t) => {
  t.deepEqual([...new Set(names.map((name) => name.toLowerCase()))].length, names.length);
});

test("each event means something, within its vendors' widths", (t) => {
  for (const event of catalog) {
    const meanings = familyVendors.flatMap((vendor) => event[vendor] ?? []);
    t.true(meanings.length > 0, event.names[0]);
    for (const { codes = [], fixedCounter } of meanings) {
      t.true(codes.length > 0 || fixedCounter !== undefined);
    }
    for (const vendor of vendors) {
      const { codes = [], fixedCounter } = event[vendor] ?? {};
      for (const code of codes) checkEntry(entryOfCode(code), vendorWidths[vendor]);
      if (fixedCounter !== undefined) t.true(vendorWidths[vendor].fixedCounters);
    }
    for (const code of event.arm?.codes ?? []) t.true(eventOfCode(code) <= 0x3ff);
  }
});

test("each code has a name to show, which means it again", (t) => {
  for (const event of catalog) {
    for (const family of families) {
      for (const code of event[family.vendor]?.codes ?? []) {
        const shown = eventNames(code, [family]).map(({ name }) => name);
        t.true(shown.length > 0, event.names[0]);
        for (const name of shown) t.true(eventMeaning(name, family)?.codes.includes(code));
      }
    }
  }
});

type Meaning = readonly [
  name: string,
  intel: string | undefined,
  fixedCounter: FixedCounter | undefined,
  amd: string | undefined,
  arm?: string,
];

/** Per name: the code on Intel and its fixed counter, and the codes on AMD and arm64. */
const meanings: readonly Meaning[] = [
  ["cycles", "3c/00", "cycles", "76/00", "0011"],
  ["cpu-cycles", "3c/00", "cycles", "76/00", "0011"],
  ["instructions", "c0/00", "instructions", "c0/00", "0008"],
  ["ref-cycles", "3c/01", "ref-cycles", "120/01"],
  ["bus-cycles", "3c/01", undefined, undefined, "001d"],
  ["branches", "c4/00", undefined, "c2/00", "0021 000c"],
  ["branch-instructions", "c4/00", undefined, "c2/00", "0021 000c"],
  ["branch-misses", "c5/00", undefined, "c3/00", "0010"],
  ["cache-references", "2e/4f", undefined, "60/ff", "0004"],
  ["cache-misses", "2e/41", undefined, "64/09", "0003"],
  ["slots", "a4/01", "slots", undefined],
  ["stalled-cycles-frontend", undefined, undefined, "a9/00", "0023"],
  ["idle-cycles-frontend", undefined, undefined, "a9/00", "0023"],
  ["stalled-cycles-backend", undefined, undefined, undefined, "0024"],
  ["idle-cycles-backend", undefined, undefined, undefined, "0024"],
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

for (const [name, intel, fixedCounter, amd, arm] of meanings) {
  test(`${name} means what the vendors say`, (t) => {
    const [onIntel, onAmd, onArm] = families.map((family) => eventMeaning(name, family));
    t.is(onIntel?.codes.join(" ") || undefined, intel);
    t.is(onIntel?.fixedCounter, fixedCounter);
    t.is(onAmd?.codes.join(" "), amd);
    t.is(onArm?.codes.join(" "), arm);
  });
}

test("the table above is complete", (t) => {
  t.deepEqual(
    meanings.map(([name]) => name),
    names,
  );
});
