import test from "ava";
import type { TableEvent } from "../../../provider/catalog/core-table.ts";
import { selectPreset } from "../../../provider/catalog/presets/select-preset.ts";

const intel = { vendor: "intel", name: "SPR" } as const;
const amd = { vendor: "amd", name: "zenX" } as const;

test("a family without a table has the architectural events, and all of them", (t) => {
  const { codes, fixedCounters, leftOut } = selectPreset("standard", intel);
  t.deepEqual(codes, ["c0/00", "3c/00", "3c/01", "c4/00", "c5/00", "a4/01"]);
  t.deepEqual(fixedCounters, ["instructions", "cycles", "ref-cycles", "slots"]);
  t.deepEqual(leftOut, []);
});

test("slots only where the table has them", (t) => {
  const without = selectPreset("architectural", intel, [event("INST_RETIRED.ANY_P", "c0/00")]);
  t.false(without.codes.includes("a4/01"));
  t.deepEqual(without.fixedCounters, ["instructions", "cycles", "ref-cycles"]);
  const table = [event("TOPDOWN.SLOTS_P", "a4/01")];
  t.true(selectPreset("architectural", intel, table).codes.includes("a4/01"));
});

test("a code of another event does not make it slots", (t) => {
  const table = [event("TOPDOWN.SLOTS_P", "a5/01"), event("OTHER", "a4/01")];
  t.false(selectPreset("architectural", intel, table).codes.includes("a4/01"));
});

test("a code is left out if any of its names is", (t) => {
  const table = [
    event("HARMLESS", "b7/01"),
    event("OCR.READS", "b7/01", "bb/01"),
    event("L2_RQSTS.MISS", "24/3f"),
  ];
  const { codes, leftOut } = selectPreset("no-shared-resources", intel, table);
  t.deepEqual(codes.slice(-1), ["24/3f"]);
  t.deepEqual(leftOut, [
    { code: "b7/01", name: "OCR.READS", class: "offcore" },
    { code: "bb/01", name: "OCR.READS", class: "offcore" },
  ]);
});

test("standard leaves out more than what is shared", (t) => {
  const table = [event("CORE_POWER.THROTTLE", "28/40"), event("MEM_LOAD_RETIRED.L3_MISS", "d1/20")];
  const codesOf = (preset: "standard" | "no-shared-resources") =>
    selectPreset(preset, intel, table).leftOut.map(({ code }) => code);
  t.deepEqual(codesOf("standard"), ["28/40", "d1/20"]);
  t.deepEqual(codesOf("no-shared-resources"), ["d1/20"]);
});

test("architectural leaves out what it is too small for, without a class", (t) => {
  const table = [event("BACLEARS.ANY", "60/01")];
  const { leftOut } = selectPreset("architectural", intel, table);
  t.deepEqual(leftOut, [{ code: "60/01", name: "BACLEARS.ANY" }]);
});

test("a name that no guest can count says nothing of its code", (t) => {
  const table = [
    { ...event("OCR.WIDE", "c4/20"), umaskExtension: "01" },
    event("BR_INST_RETIRED.NEAR_TAKEN", "c4/20"),
  ];
  t.true(selectPreset("standard", intel, table).codes.includes("c4/20"));
  t.false(selectPreset("standard", intel, table.slice(0, 1)).codes.includes("c4/20"));
});

test("fixed counters beyond the architectural ones come from the table, if KVM has them", (t) => {
  const table = [
    { ...event("TOPDOWN.SLOTS"), fixedCounter: 3 },
    { ...event("TOPDOWN_RETIRING.ALL"), fixedCounter: 6 },
  ];
  const { fixedCounters } = selectPreset("standard", intel, table);
  t.deepEqual(fixedCounters, ["instructions", "cycles", "ref-cycles", "slots"]);
});

test("AMD's floating-point events bring the merge event", (t) => {
  const table = [event("fp_ret_sse_avx_ops.all", "03/0f")];
  t.true(selectPreset("standard", amd, table).codes.includes("fff/00"));
  t.false(selectPreset("architectural", amd, table).codes.includes("fff/00"));
  t.false(selectPreset("standard", intel, table).codes.includes("fff/00"));
});

function event(name: string, ...codes: string[]): TableEvent {
  return { name, codes, unseen: [] };
}
