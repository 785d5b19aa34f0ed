import test from "ava";
import { parsePerfEvent } from "../../../provider/encoding/perf-event/parse-perf-event.ts";
import type { PerfArch } from "../../../provider/encoding/perf-event/perf-event.ts";
import type { ErrorCode } from "../../../provider/errors/error-code.ts";
import { refused } from "../refusal.ts";

/** A text, and the character, from 1, at which it is wrong. */
const invalid: readonly [text: string, character: number, arch?: PerfArch][] = [
  ["", 1],
  ["{cycles,branches}", 1],
  ["cycles,branches", 7],
  ["cpu/event=1,umask=1/,cycles", 21],
  ["cpu/event=0xc4", 4],
  ["cpu/event=0xc4/x", 16],
  ["cpu/event=0xc4/:u/", 18],
  ["/event=1/", 1],
  ["cpu//", 1],
  ["cpu/umask=0x20/", 1],
  ["cpu/event=0xc4,/", 16],
  ["cpu/event/", 5],
  ["cpu/event=0xc4,cmask/", 16],
  ["cpu/event=c4/", 11],
  ["cpu/event=0XC4/", 11],
  ["cpu/event=0xc4,umask=?/", 22],
  ["cpu/event=0x1000/", 11],
  ["cpu/event=0xc4,umask=0x10000/", 22],
  ["cpu/event=0xc4,cmask=256/", 22],
  ["cpu/event=0xc4,inv=2/", 20],
  ["cpu/config=0x10000000000000000/", 12],
  ["cpu/config=0x2000000000/", 5],
  ["cpu/r1000000000000/", 5],
  ["cpu/evnt=0xc4/", 5],
  ["cpu/event=0xc4,edgee/", 16],
  ["cpu/branches,event=0xc4/", 14],
  ["cpu/branches,umask=1/", 14],
  ["cpu/branches,cycles/", 14],
  ["cpu/offcore-rsp=0x1,event=0xb7/", 5],
  ["armv8_pmuv3_0/event=0x11,umask=0x1/", 26],
  ["armv8_pmuv3_0/event=0x10000/", 21],
  ["armv8_pmuv3_0/config=0x10000/", 15],
  ["default_core/event=0x11/", 1],
  ["branches:uu", 11],
  ["branches:pppp", 13],
  ["branches:q", 10],
  ["branches:u:k", 11],
  ["r20c4:z", 7],
  ["r10000000000000000", 1],
  ["OCR.*", 5],
  ["branch misses", 7],
  ["INST_RETIRED:ANY_P", 1],
  ["0:1", 1],
  ["r10000", 1, "arm64"],
  ["r2000000000", 1, "x86"],
];

for (const [text, character, arch] of invalid) {
  test(`"${text}" is wrong at character ${character}${arch === undefined ? "" : ` on ${arch}`}`, (t) => {
    const error = refused(t, "PERF_EVENT_INVALID", () => parsePerfEvent(text, arch));
    t.regex(error.message, new RegExp(`\\(character ${character} of "`));
  });
}

const notCore: readonly [text: string, arch?: PerfArch][] = [
  ["uncore_imc_0/cas_count_read/"],
  ["uncore_cha_3/event=0x35,umask=0x1/"],
  ["amd_l3/event=0x4/"],
  ["msr/tsc/"],
  ["power/energy-pkg/"],
  ["cstate_core/c6-residency/"],
  ["intel_pt//u"],
  ["ibs_op//"],
  ["arm_cmn_0/type=5/"],
  ["unheard_of/event=1/"],
  ["page-faults"],
  ["page-faults:u"],
  ["faults/period=1/"],
  ["duration_time"],
  ["sched:sched_switch"],
  ["syscalls:*:u"],
  ["mem:0x1000:rw"],
  ["mem:0/4:rw/name=breakpoint/u"],
  ["cpu/event=0x11/", "arm64"],
  ["armv8_pmuv3_0/event=0x11/", "x86"],
];

for (const [text, arch] of notCore) {
  test(`"${text}" is not of the core PMU${arch === undefined ? "" : ` on ${arch}`}`, (t) => {
    refused(t, "PMU_NOT_CORE", () => parsePerfEvent(text, arch));
  });
}

const extended: readonly [text: string, character: number, arch?: PerfArch][] = [
  ["cpu/event=0xc4,umask=0x101/", 16],
  ["cpu/umask=0x1ff,event=0xc4/", 5],
  ["cpu/config=0x100000000c4/", 5],
  ["r100000000c4", 1, "x86"],
];

for (const [text, character, arch] of extended) {
  test(`"${text}" needs a wider umask than a guest has`, (t) => {
    const error = refused(t, "EVENT_UMASK_EXT", () => parsePerfEvent(text, arch));
    t.regex(error.message, new RegExp(`\\(character ${character} of "`));
  });
}

const suggestions: readonly [text: string, code: ErrorCode, hint: RegExp][] = [
  ["cpu/evnt=0xc4/", "PERF_EVENT_INVALID", /event\b/],
  ["cpu/event=0xc4,edgee/", "PERF_EVENT_INVALID", /edge\b/],
  ["cpu/event=0xc4,umsk=1/", "PERF_EVENT_INVALID", /umask\b/],
  ["cpu/event=c4/", "PERF_EVENT_INVALID", /0xc4\b/],
  ["INST_RETIRED:ANY_P", "PERF_EVENT_INVALID", /INST_RETIRED\.ANY_P/],
];

for (const [text, code, hint] of suggestions) {
  test(`"${text}": the hint has what was meant`, (t) => {
    t.regex(refused(t, code, () => parsePerfEvent(text)).hint ?? "", hint);
  });
}
