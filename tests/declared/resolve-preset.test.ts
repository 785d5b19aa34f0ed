import test from "ava";
import { coreTable } from "../../provider/catalog/core-table.ts";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
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
    t.true((codes?.length ?? 0) > allowed.size / 2);
    for (const code of ["2e/41", "2e/4f", "b7/01"]) t.false(allowed.has(code), code);
    for (const code of ["c0/00", "c4/00"]) t.true(allowed.has(code), code);
  });
}

test("under deny it denies the rest, in a way that no umask dodges", (t) => {
  const declaration = preset("deny", "no-shared-resources", "SPR");
  const denied = listedBy(t, declaration);
  t.true(denied.includes("2e/00&00"));
  t.true(denied.includes("d1/20&20"));
  t.false(denied.some((key) => key.startsWith("c4/")));
  t.deepEqual(warnedOf(t, declaration), []);
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

test("arm64 has presets", (t) => {
  t.true(listedBy(t, preset("allow", "architectural", "neoverse-n1")).includes("0011"));
  t.true(listedBy(t, preset("deny", "no-shared-resources", "neoverse-n1")).includes("0036"));
});

testRefusals([
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
