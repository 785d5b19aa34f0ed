import test from "ava";
import {
  codeOfRaw,
  parsePerfEvent,
} from "../../../provider/encoding/perf-event/parse-perf-event.ts";
import type { PerfEvent, PerfRawEvent } from "../../../provider/encoding/perf-event/perf-event.ts";

const x86 = (select: number, umask: number, ...ignored: string[]): PerfEvent => ({
  kind: "code",
  arch: "x86",
  select,
  umask,
  ignored,
});
const arm64 = (event: number, ...ignored: string[]): PerfEvent => ({
  kind: "code",
  arch: "arm64",
  event,
  ignored,
});
const raw = (config: bigint, ...ignored: string[]): PerfRawEvent => ({
  kind: "raw",
  config,
  ignored,
});
const named = (name: string, ...ignored: string[]): PerfEvent => ({ kind: "name", name, ignored });
const inside = (pmu: string, name: string, ...ignored: string[]): PerfEvent => ({
  kind: "name",
  name,
  pmu,
  ignored,
});

const events: readonly [text: string, event: PerfEvent][] = [
  ["cpu/event=0xc4,umask=0x20,name=foo/", x86(0xc4, 0x20)],
  ["  cpu/umask=0x20,event=0xc4/ ", x86(0xc4, 0x20)],
  ["cpu/event=0xc4/", x86(0xc4, 0)],
  ["cpu/event=60/", x86(0x3c, 0)],
  ["cpu/event=010/", x86(10, 0)],
  ["cpu/event=0x1c2,umask=0xff/", x86(0x1c2, 0xff)],
  ["cpu/event=0xa8,umask=0x1,name=LSD.UOPS_CYCLES,cmask=0x1/", x86(0xa8, 1, "cmask=0x1")],
  ["cpu/event=0xa8,umask=1,cmask=1,name='LSD.UOPS:cmask=0x1,inv'/", x86(0xa8, 1, "cmask=0x1")],
  ["cpu/event=0xc4,inv,edge=1,any=0/", x86(0xc4, 0, "inv", "edge")],
  ["cpu/event=0xc4,in_tx=1,in_tx_cp/", x86(0xc4, 0, "in_tx", "in_tx_cp")],
  ["cpu/event=0xb7,umask=1,offcore_rsp=0x3f80400001/", x86(0xb7, 1, "offcore_rsp=0x3f80400001")],
  ["cpu/event=0xcd,umask=1,ldlat=30/pp", x86(0xcd, 1, "ldlat=0x1e", ":pp")],
  ["cpu/event=0xc6,umask=1,frontend=0x12/u", x86(0xc6, 1, "frontend=0x12", ":u")],
  ["cpu_core/event=0xc4/:uk", x86(0xc4, 0, ":uk")],
  ["cpu_atom/event=0xc4/:upp", x86(0xc4, 0, ":upp")],
  ["cpu/r20c4/", x86(0xc4, 0x20)],
  ["cpu/r0x20c4/", x86(0xc4, 0x20)],
  ["cpu/config=0x20c4/", x86(0xc4, 0x20)],
  ["cpu/config=0x3c,umask=1,config1=0x10,config2/", x86(0x3c, 1, "config1=0x10", "config2=0x1")],
  ["cpu/umask=1,config=0x3c/", x86(0x3c, 1)],
  ["cpu/config=0x018800c4/", x86(0xc4, 0, "pc", "inv", "cmask=0x1")],
  ["cpu/config=0x1000000c2/", x86(0x1c2, 0)],
  ["cpu/event=0xc4,period=1000,cpu=0,percore,freq=1,call-graph=no/", x86(0xc4, 0)],
  ["armv8_pmuv3_0/event=0x11/", arm64(0x11)],
  ["armv8_pmuv3/event=17/", arm64(0x11)],
  ["armv8_cortex_a76/event=0x8004,long/k", arm64(0x8004, "long", ":k")],
  ["armv9_neoverse_n2/config=0x4004,rdpmc=1/", arm64(0x4004, "rdpmc")],
  [
    "armv8_pmuv3_0/event=0x3d,threshold=2,threshold_compare=1/",
    arm64(0x3d, "threshold=0x2", "threshold_compare=0x1"),
  ],
  ["r20c4", raw(0x20c4n)],
  ["r20C4:u", raw(0x20c4n, ":u")],
  ["r1000000c2", raw(0x1000000c2n)],
  ["r1a:kp", raw(0x1an, ":kp")],
  ["r1234/name=rawpmu/u", raw(0x1234n, ":u")],
  ["4:0x6530160/name=numpmu/", raw(0x6530160n)],
  ["cpu/branches/", inside("cpu", "branches")],
  ["cpu/INST_RETIRED.ANY_P/", inside("cpu", "INST_RETIRED.ANY_P")],
  ["cpu/event=INST_RETIRED.ANY_P,cmask=1/", inside("cpu", "INST_RETIRED.ANY_P", "cmask=0x1")],
  ["cpu/L1-dcache-load-misses,period=10/upp", inside("cpu", "L1-dcache-load-misses", ":upp")],
  ["armv8_pmuv3_0/br_mis_pred/", inside("armv8_pmuv3_0", "br_mis_pred")],
  ["branches", named("branches")],
  ["branches:u", named("branches", ":u")],
  ["cycles:ppp", named("cycles", ":ppp")],
  ["cycles:", named("cycles")],
  ["instructions:uDp", named("instructions", ":uDp")],
  ["cpu-cycles//u", named("cpu-cycles", ":u")],
  ["instructions/cpu=0,cpu=2/", named("instructions")],
  ["cpu-cycles/period=100000,config2/", named("cpu-cycles")],
  ["cpu-cycles/name='COMPLEX_CYCLES_NAME:orig=cpu-cycles,desc=x'/Duk", named("cpu-cycles", ":Duk")],
  ["MEM_LOAD_RETIRED.L3_MISS", named("MEM_LOAD_RETIRED.L3_MISS")],
  ["2ND.LEVEL", named("2ND.LEVEL")],
];

for (const [text, event] of events) {
  test(`reads "${text}"`, (t) => t.deepEqual(parsePerfEvent(text), event));
}

const rawOnX86: readonly [config: bigint, event: PerfEvent][] = [
  [0x20c4n, x86(0xc4, 0x20)],
  [0x20000038fn, x86(0x28f, 0x03)],
  [0x5300c4n, x86(0xc4, 0, "usr", "os", "int", "en")],
  [0x1ac00c4n, x86(0xc4, 0, "edge", "pc", "any", "inv", "cmask=0x1")],
  [0x10000000c4n, x86(0xc4, 0, "eq")],
];

for (const [config, event] of rawOnX86) {
  test(`r${config.toString(16)} on x86`, (t) => t.deepEqual(codeOfRaw(raw(config), "x86"), event));
}

test("a raw code is a code where the CPUs are known", (t) => {
  t.deepEqual(parsePerfEvent("r20c4:u", "x86"), x86(0xc4, 0x20, ":u"));
  t.deepEqual(parsePerfEvent("r20c4:u", "arm64"), arm64(0x20c4, ":u"));
  t.deepEqual(parsePerfEvent("default_core/event=0x11/", "x86"), x86(0x11, 0));
  t.deepEqual(parsePerfEvent("default_core/event=0x11/", "arm64"), arm64(0x11));
});
