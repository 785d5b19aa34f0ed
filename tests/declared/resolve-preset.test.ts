import test from "ava";
import { coreTable } from "../../provider/catalog/core-table.ts";
import { entryOfCode } from "../../provider/catalog/event-code.ts";
import { selectPreset } from "../../provider/catalog/presets/select-preset.ts";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { resolvePreset } from "../../provider/declared/resolve-preset.ts";
import { isListed } from "../../provider/filter/listed.ts";
import { named } from "../catalog/named-cpus.ts";
import { testRefusals } from "./refusal-table.ts";
import { listedBy, warnedOf } from "./warned-of.ts";

const preset = (action: string, name: string, ...cpus: readonly string[]): PropertyObject => ({
  action,
  cpus,
  presets: [name],
});

test("architectural is a handful of events and their fixed counters", (t) => {
  t.deepEqual([...listedBy(t, preset("allow", "architectural", "SPR"))].sort(), [
    "3c/00",
    "3c/01",
    "a4/01",
    "c0/00",
    "c4/00",
    "c5/00",
    "fixed/0",
    "fixed/1",
    "fixed/2",
    "fixed/3",
  ]);
  t.false(listedBy(t, preset("allow", "architectural", "HSX")).includes("a4/01"));
  t.deepEqual(listedBy(t, preset("allow", "architectural", "amd")).includes("76/00"), true);
});

for (const cpu of ["HSX", "BDX", "SKX", "CLX", "ICX", "SPR", "EMR", "GNR", "SRF"]) {
  test(`no-shared-resources on ${cpu} is the core's table without what cores share`, (t) => {
    const allowed = new Set(listedBy(t, preset("allow", "no-shared-resources", cpu)));
    const [core] = named(cpu);
    const codes = core && coreTable(core)?.codes();
    t.true(allowed.size > (codes?.length ?? Number.POSITIVE_INFINITY) / 2);
    for (const code of ["2e/41", "2e/4f", "b7/01"]) t.false(allowed.has(code), code);
    for (const code of ["c0/00", "c4/00"]) t.true(allowed.has(code), code);
  });
}

const x86 = ["HSX", "BDX", "SKX", "CLX", "ICX", "SPR", "EMR", "GNR", "SRF", "zen1", "zen4", "zen5"];
const pairs = x86.flatMap((one, index) => x86.slice(index).map((other) => [one, other] as const));

test("under deny no umask with the bits of a shared event counts, on any two core types", (t) => {
  for (const [one, other] of pairs) {
    const cpus = named(...new Set([one, other]));
    const { entries } = resolvePreset("no-shared-resources", "deny", cpus);
    for (const cpu of cpus) {
      const { leftOut } = selectPreset("no-shared-resources", cpu, coreTable(cpu)?.events());
      t.true(leftOut.length > 0);
      for (const { code } of leftOut) {
        const { select, match } = entryOfCode(code);
        for (let more = 0; more < 256; more++) {
          const umask = match === 0 ? more : match | more;
          if (!isListed(entries, { select, umask }))
            t.fail(`${code} by ${umask} on ${cpus.length}`);
        }
      }
    }
  }
});

test("under deny the core's plainest events count", (t) => {
  const denied = listedBy(t, preset("deny", "no-shared-resources", "SPR"));
  t.true(denied.includes("2e/00&00"));
  t.true(denied.includes("d1/20&20"));
  // A bit that no allowed event has is denied alone, too: 06 would leave 02.
  t.true(denied.includes("a3/02&02"));
  t.false(denied.some((key) => /^(c0|3c\/00|c4|c5)/.test(key)));
  t.deepEqual(warnedOf(t, preset("deny", "no-shared-resources", "SPR")), []);
});

test("a select that is denied for one core type is told where it costs another an event", (t) => {
  const declaration = preset("deny", "no-shared-resources", "SPR", "zen4");
  // A kernel on Intel refuses masked entries with AMD's wide selects.
  const codes = ["CODE_MEANS_OTHER_EVENT", "SELECT_ABOVE_INTEL_WIDTH"];
  t.deepEqual(warnedOf(t, declaration), codes);
  t.true(listedBy(t, declaration).includes("83/00&00"));
});

test("on several core types nothing is allowed that tells of what cores share on one of them", (t) => {
  const declaration = preset("allow", "no-shared-resources", "HSX", "ICX");
  const { length } = listedBy(t, declaration);
  t.true(length > 200);
  // OFFCORE_REQUESTS.ALL_DATA_RD on Haswell, ARITH.INT_DIVIDER_ACTIVE and the like on newer cores.
  t.false(listedBy(t, declaration).includes("b0/08"));
  t.true(warnedOf(t, declaration).includes("CODE_MEANS_OTHER_EVENT"));
});

test("a preset of more than 300 events becomes masked entries, and says so", (t) => {
  const declaration = preset("allow", "no-shared-resources", "zen5");
  t.true(listedBy(t, declaration).length > 300);
  t.deepEqual(warnedOf(t, declaration), ["MASKED_ENTRIES_NEEDED"]);
});

test("an event that a preset has too is no duplicate", (t) => {
  const declaration = {
    ...preset("allow", "architectural", "SPR"),
    events: [{ name: "branches" }],
  };
  t.deepEqual(warnedOf(t, declaration), []);
});

test("what a preset covers may be declared by itself, too", (t) => {
  const deny = preset("deny", "no-shared-resources", "SPR");
  const events = [{ name: "LONGEST_LAT_CACHE.MISS" }, { select: "0x2e", umask: "0x41" }];
  t.deepEqual(warnedOf(t, { ...deny, events }), []);
  const arm64 = preset("allow", "architectural", "neoverse-n1");
  t.deepEqual(warnedOf(t, { ...arm64, events: [{ name: "cycles" }] }), []);
  t.deepEqual(warnedOf(t, { ...arm64, presets: ["architectural", "standard"] }), []);
});

test("names that share a code are no duplicates", (t) => {
  const events = [{ name: "ref-cycles" }, { name: "bus-cycles" }];
  const fixedCounters = ["instructions"];
  t.false(
    warnedOf(t, { action: "allow", cpus: ["SPR"], events, fixedCounters }).includes(
      "DUPLICATE_ENTRY",
    ),
  );
});

test("arm64 has presets", (t) => {
  t.true(listedBy(t, preset("allow", "architectural", "neoverse-n1")).includes("0011"));
  t.true(listedBy(t, preset("deny", "no-shared-resources", "neoverse-n1")).includes("0036"));
});

testRefusals([
  [
    "more than fits, by presets alone",
    preset("allow", "no-shared-resources", "ICX", "SRF", "zen5"),
    [["presets", "TOO_MANY_ENTRIES"]],
    "each kind of CPU",
  ],
  [
    "architectural under deny",
    preset("deny", "architectural", "SPR"),
    [["presets[0]", "PRESET_NEEDS_ALLOW"]],
  ],
  [
    "standard for a family",
    preset("allow", "standard", "intel", "SPR"),
    [["presets[0]", "PRESET_NEEDS_CORE_TYPE"]],
  ],
  ["a preset without cpus", preset("allow", "architectural"), [["presets[0]", "CPUS_NEEDED"]]],
  [
    "a preset that is none",
    preset("allow", "standart", "SPR"),
    [["presets[0]", "VALUE_NOT_LISTED"]],
    "Did you mean standard?",
  ],
]);
