import test from "ava";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { testRefusals } from "./refusal-table.ts";
import { listedBy, warnedOf } from "./warned-of.ts";

const on = (cpus: readonly string[], ...names: readonly string[]): PropertyObject => ({
  action: "allow",
  cpus,
  events: names.map((name) => ({ name })),
});

/** CPUs, an event, and the keys of what it lists. */
const listed: readonly [cpus: readonly string[], name: string, keys: readonly string[]][] = [
  [["SPR"], "mem_load_retired.l3_miss", ["d1/20"]],
  [["SPR"], "INST_RETIRED.ANY", ["fixed/0"]],
  [["SPR"], "cpu/event=0xc4,umask=0x20/", ["c4/20"]],
  [["SPR"], "cpu/MEM_LOAD_RETIRED.L3_MISS/u", ["d1/20"]],
  [["SPR"], "cpu/event=0x00,umask=0x03/", ["fixed/2"]],
  [["zen4"], "cpu/event=0x00,umask=0x03/", ["00/03"]],
  [["SPR", "zen4"], "cpu/event=0x00,umask=0x03/", ["00/03", "fixed/2"]],
  [["SPR"], "cpu/event=0x00,umask=0x01/", ["fixed/0"]],
  [["SKX"], "cpu/event=0x00,umask=0x01/", ["00/01"]],
  [["zen4"], "r1000000c2", ["1c2/00"]],
  [[], "r20c4", ["c4/20"]],
  [[], "armv8_pmuv3_0/event=0x11/", ["0011"]],
  [["arm64"], "r11", ["0011"]],
  [["neoverse-n1"], "ll_cache_rd", ["0036"]],
  [["arm64"], "branches", ["000c", "0021"]],
  [["ICX", "SRF"], "BR_INST_RETIRED.COND", ["c4/11", "c4/7e"]],
];

for (const [cpus, name, keys] of listed) {
  test(`${name} on ${cpus.join(", ") || "no given CPUs"} lists ${keys.join(", ")}`, (t) => {
    t.deepEqual([...listedBy(t, on(cpus, name))].sort(), [...keys].sort());
  });
}

/** What a filter cannot do as it is said. */
const warned: readonly [cpus: readonly string[], name: string, code: string][] = [
  [["SPR"], "OCR.DEMAND_DATA_RD.L3_MISS", "NAMES_SHARE_CODE"],
  [["SPR"], "UOPS_RETIRED.STALLS", "NAMES_SHARE_CODE"],
  [["SPR"], "cpu/cycles,cmask=1/", "NAMES_SHARE_CODE"],
  [["SPR"], "branches:u", "NAMES_SHARE_CODE"],
  [["HSX", "SPR"], "slots", "EVENT_NAME_PARTIAL"],
  [["HSX", "SPR"], "UOPS_RETIRED.SLOTS", "CODE_MEANS_OTHER_EVENT"],
  [["intel", "SPR"], "MEM_LOAD_RETIRED.L3_MISS", "EVENT_NAME_PARTIAL"],
];

for (const [cpus, name, code] of warned) {
  test(`${name} on ${cpus.join(", ")} is warned of: ${code}`, (t) => {
    t.true(warnedOf(t, on(cpus, name)).includes(code));
  });
}

test("a plain name on its own core type is not warned of", (t) => {
  const fixedCounters = ["ref-cycles"];
  t.deepEqual(warnedOf(t, { ...on(["SPR"], "MEM_LOAD_RETIRED.L3_MISS"), fixedCounters }), []);
});

testRefusals([
  [
    "a name near one of the core type's",
    on(["SPR"], "MEM_LOAD_RETIRED.L3_MIS"),
    [["events[0].name", "EVENT_NAME_UNKNOWN"]],
    "Did you mean MEM_LOAD_RETIRED.L3_MISS",
  ],
  [
    "a core type's name on its family",
    on(["intel"], "MEM_LOAD_RETIRED.L3_MISS"),
    [["events[0].name", "EVENT_NAME_UNKNOWN"]],
    "core types have more",
  ],
  [
    "one of perf's cache events",
    on(["SPR"], "L1-dcache-load-misses"),
    [["events[0].name", "EVENT_NAME_UNKNOWN"]],
    "cache events",
  ],
  ["a name without cpus", on([], "branches"), [["events[0].name", "CPUS_NEEDED"]]],
  [
    "perf syntax with a slip",
    on(["SPR"], "cpu/evnt=0xc4/"),
    [["events[0].name", "PERF_EVENT_INVALID"]],
  ],
  ["an uncore event", on(["SPR"], "uncore_imc/event=0x04/"), [["events[0].name", "PMU_NOT_CORE"]]],
  ["a software event", on(["SPR"], "context-switches"), [["events[0].name", "PMU_NOT_CORE"]]],
  [
    "a umask of nine bits",
    on(["SPR"], "cpu/event=0xc4,umask=0x120/"),
    [["events[0].name", "EVENT_UMASK_EXT"]],
  ],
  [
    "a 12-bit select in perf's syntax on Intel",
    on(["SPR"], "r1000000c2"),
    [["events[0].name", "SELECT_OUT_OF_RANGE"]],
  ],
  [
    "an arm64 event on Intel",
    { ...on(["SPR"], "branches"), events: [{ name: "branches" }, { first: 0x11 }] },
    [["events[1]", "EVENT_OF_OTHER_ARCH"]],
  ],
  [
    "x86 and arm64 events without cpus",
    { action: "allow", events: [{ first: 0x11 }, { select: 0xc4, umask: 0 }] },
    [["events[1]", "EVENT_OF_OTHER_ARCH"]],
  ],
  [
    "fixed counters on arm64",
    { ...on(["arm64"], "cycles"), fixedCounters: ["cycles"] },
    [["fixedCounters", "EVENT_OF_OTHER_ARCH"]],
  ],
  ["CPUs of both architectures", on(["SPR", "neoverse-n1"], "cycles"), [["cpus", "CPUS_MIXED"]]],
  [
    "a range that ends before it begins",
    { action: "deny", events: [{ first: 2, last: 1 }] },
    [["events[0].last", "ARM64_RANGE_REVERSED"]],
  ],
  [
    "an arm64 filter for QEMU",
    { ...on(["arm64"], "cycles"), targets: [{ qemuArgs: { path: "/a" } }] },
    [["targets[0]", "TARGET_ARCH"]],
  ],
]);
