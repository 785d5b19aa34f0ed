import test from "ava";
import { resolveEventName, suggestNames } from "../../provider/catalog/resolve-event-name.ts";
import { named } from "./named-cpus.ts";

test("a name means its code on each of the CPUs", (t) => {
  t.deepEqual(resolveEventName("branches", named("intel", "amd")), {
    on: new Map([
      ["intel", ["c4/00"]],
      ["amd", ["c2/00"]],
    ]),
    codes: ["c4/00", "c2/00"],
    fixedCounters: [],
    unseen: [],
    alsoCalled: [],
    missingOn: [],
    unusable: [],
  });
});

test("a code that vendors share is there once", (t) => {
  const { codes, fixedCounters } = resolveEventName("instructions", named("intel", "amd", "SPR"));
  t.deepEqual(codes, ["c0/00"]);
  t.deepEqual(fixedCounters, ["instructions"]);
});

const missing: readonly [string, readonly string[], readonly string[]][] = [
  ["slots", ["amd", "intel"], ["amd"]],
  ["slots", ["HSX", "ICX", "SPR"], ["HSX"]],
  ["slots", ["SRF"], ["SRF"]],
  ["ref-cycles", ["zen1", "zen2", "zen4", "zen5"], ["zen1", "zen2"]],
  ["stalled-cycles-frontend", ["zen1", "zen2", "zen5"], ["zen1"]],
  ["INST_RETIRED.ANY", ["amd"], ["amd"]],
  ["MEM_LOAD_RETIRED.L3_MISS", ["intel", "SPR"], ["intel"]],
  ["topdown-backend-bound", ["SKX", "SPR"], ["SKX"]],
  ["LL_CACHE_RD", ["arm64", "neoverse-n1"], []],
];

for (const [name, cpus, without] of missing) {
  test(`${name} on ${cpus.join(", ")} is missing on ${without.join(", ") || "none"}`, (t) => {
    t.deepEqual(resolveEventName(name, named(...cpus)).missingOn, without);
  });
}

test("a name is resolved per core type", (t) => {
  const { on, codes } = resolveEventName("BR_INST_RETIRED.COND", named("ICX", "SRF"));
  t.deepEqual(on.get("ICX"), ["c4/11"]);
  t.deepEqual(on.get("SRF"), ["c4/7e"]);
  t.deepEqual(codes, ["c4/11", "c4/7e"]);
});

test("a fixed counter's name is its bit alone", (t) => {
  const { codes, fixedCounters } = resolveEventName("INST_RETIRED.ANY", named("SPR"));
  t.deepEqual([codes, fixedCounters], [[], ["instructions"]]);
});

test("a name that needs an MSR has all names of its codes beside it", (t) => {
  const { codes, unseen, alsoCalled } = resolveEventName(
    "MEM_TRANS_RETIRED.LOAD_LATENCY_GT_4",
    named("SPR"),
  );
  t.deepEqual(codes, ["cd/01"]);
  t.deepEqual(unseen, ["msr=load-latency"]);
  t.true(alsoCalled.includes("MEM_TRANS_RETIRED.LOAD_LATENCY_GT_8"));
});

test("a name that needs nothing besides its code has only its equals beside it", (t) => {
  t.deepEqual(resolveEventName("UOPS_RETIRED.SLOTS", named("SPR")).alsoCalled, []);
});

test("upper and lower case are one", (t) => {
  const cpus = named("SPR", "intel");
  const expected = resolveEventName("INST_RETIRED.ANY_P", cpus);
  t.true(expected.codes.length > 0);
  t.deepEqual(resolveEventName("inst_retired.any_p", cpus), expected);
  t.deepEqual(resolveEventName("Branches", cpus), resolveEventName("branches", cpus));
});

const unknown: readonly [string, string, readonly string[]][] = [
  ["cycels", "intel", ["cycles"]],
  ["branch", "amd", ["branches"]],
  ["INST_RETIRED.ANYP", "intel", ["INST_RETIRED.ANY_P", "INST_RETIRED.ANY"]],
  ["inst-retired.any", "intel", ["INST_RETIRED.ANY", "INST_RETIRED.ANY_P"]],
  ["INST_RETIRED.ANYP", "amd", []],
  ["slot", "amd", []],
  ["slot", "intel", ["slots"]],
  ["MEM_LOAD_RETIRED.L3_MIS", "SPR", ["MEM_LOAD_RETIRED.L3_MISS", "MEM_LOAD_RETIRED.L1_MISS"]],
  ["", "intel", []],
];

for (const [name, cpu, suggestions] of unknown) {
  test(`unknown on ${cpu}: "${name}"`, (t) => {
    t.is(resolveEventName(name, named(cpu)).on.size, 0);
    t.deepEqual(suggestNames(name, named(cpu)).slice(0, 2), suggestions.slice(0, 2));
  });
}

test("names that objects have by themselves are unknown", (t) => {
  for (const name of ["constructor", "__proto__", "toString"]) {
    t.is(resolveEventName(name, named("intel", "SPR")).on.size, 0);
  }
});
