import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { countsIn, effectOf } from "../../provider/filter/effect.ts";
import { type Entry, exactEntry } from "../../provider/filter/entry.ts";
import type { Filter } from "../../provider/filter/filter.ts";
import { eventCounts, fixedCounterCounts } from "../../provider/filter/listed.ts";
import { vendorWidths, widestWidths, widthsFor } from "../../provider/filter/vendor.ts";
import { anyFilter, anyHosts } from "./arbitrary-filter.ts";

const all = (1n << 256n) - 1n;
const allCounters = ["instructions", "cycles", "ref-cycles", "slots"];
const denyNothing: Filter = { action: "deny", entries: [], fixedCounters: 0 };

/** An allow list of every select from 0 to `last`. */
function allowSelects(last: number): Filter {
  const entries = Array.from({ length: last + 1 }, (_, select) => wholeSelect(select));
  return { action: "allow", entries, fixedCounters: 0xf };
}

function wholeSelect(select: number): Entry {
  return { select, mask: 0, match: 0, exclude: false };
}

test("deny nothing: everything counts", (t) => {
  t.deepEqual(effectOf(denyNothing, widestWidths), {
    events: [{ firstSelect: 0, lastSelect: 0xfff, umasks: all }],
    fixedCounters: allCounters,
  });
});

test("allow nothing: nothing counts", (t) => {
  const filter: Filter = { ...denyNothing, action: "allow" };
  t.deepEqual(effectOf(filter, widestWidths), { events: [], fixedCounters: [] });
});

test("allow: only what is listed counts", (t) => {
  const entries = [exactEntry(0xc0, 0), exactEntry(0xc4, 0x20), exactEntry(0xc4, 0)];
  const filter: Filter = { action: "allow", entries, fixedCounters: 1 };
  t.deepEqual(effectOf(filter, widestWidths), {
    events: [
      { firstSelect: 0xc0, lastSelect: 0xc0, umasks: 1n },
      { firstSelect: 0xc4, lastSelect: 0xc4, umasks: 1n | (1n << 0x20n) },
    ],
    fixedCounters: ["instructions"],
  });
});

test("deny: everything but what is listed counts", (t) => {
  const filter: Filter = { ...denyNothing, entries: [wholeSelect(0x2e)], fixedCounters: 0b10 };
  t.deepEqual(effectOf(filter, vendorWidths.intel), {
    events: [
      { firstSelect: 0, lastSelect: 0x2d, umasks: all },
      { firstSelect: 0x2f, lastSelect: 0xff, umasks: all },
    ],
    fixedCounters: ["instructions", "ref-cycles", "slots"],
  });
});

test("neighbours of which the same umasks count are one run", (t) => {
  const filter: Filter = {
    action: "allow",
    entries: [exactEntry(0x11, 1), exactEntry(0x10, 1), exactEntry(0x12, 2)],
    fixedCounters: 0,
  };
  t.deepEqual(effectOf(filter, widestWidths).events, [
    { firstSelect: 0x10, lastSelect: 0x11, umasks: 2n },
    { firstSelect: 0x12, lastSelect: 0x12, umasks: 4n },
  ]);
});

test("allowing all 256 selects is denying nothing, on Intel only", (t) => {
  const { intel, amd } = vendorWidths;
  t.deepEqual(effectOf(allowSelects(0xff), intel), effectOf(denyNothing, intel));
  t.notDeepEqual(effectOf(allowSelects(0xff), amd), effectOf(denyNothing, amd));
  t.deepEqual(effectOf(allowSelects(0xfff), amd), effectOf(denyNothing, amd));
});

test("on Intel a select above 0xff does nothing", (t) => {
  const filter: Filter = { ...denyNothing, entries: [wholeSelect(0x120)] };
  const { intel, amd } = vendorWidths;
  t.deepEqual(effectOf(filter, intel), effectOf(denyNothing, intel));
  t.notDeepEqual(effectOf(filter, amd), effectOf(denyNothing, amd));
});

test("on AMD there are no fixed counters, and the bitmap does nothing", (t) => {
  const filter: Filter = { ...denyNothing, fixedCounters: 0xf };
  t.deepEqual(effectOf(filter, vendorWidths.amd), effectOf(denyNothing, vendorWidths.amd));
  t.deepEqual(effectOf(denyNothing, vendorWidths.amd).fixedCounters, []);
});

test("bits of fixed counters without a name do nothing", (t) => {
  const filter: Filter = { ...denyNothing, fixedCounters: 0xfffffff0 };
  t.deepEqual(effectOf(filter, widestWidths), effectOf(denyNothing, widestWidths));
});

testProp(
  "the effect says of every event what the matching rule says",
  [anyFilter, anyHosts, fc.array(fc.nat(0xff), { minLength: 20 })],
  (t, filter, hosts, umasks) => {
    const widths = widthsFor(hosts);
    const effect = effectOf(filter, widths);
    const touched = filter.entries.flatMap(({ select }) => [select, select + 1, select - 1]);
    const selects = [0, 0xff, 0xfff, ...touched].filter((s) => s >= 0 && s <= widths.selectMax);
    for (const select of selects) {
      for (const umask of umasks) {
        const event = { select, umask };
        if (countsIn(effect, event) !== eventCounts(filter, event)) t.fail(JSON.stringify(event));
      }
    }
    t.deepEqual(
      effect.fixedCounters,
      widths.fixedCounters ? allCounters.filter((_, i) => fixedCounterCounts(filter, i)) : [],
    );
  },
);
