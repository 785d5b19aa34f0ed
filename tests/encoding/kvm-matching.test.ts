import test from "ava";
import { judgeKvmStruct } from "../../provider/encoding/kvm-verdict.ts";
import { countsIn, effectOf } from "../../provider/filter/effect.ts";
import type { Filter } from "../../provider/filter/filter.ts";
import { fixedCounterNames } from "../../provider/filter/fixed-counter.ts";
import { eventCounts, fixedCounterCounts } from "../../provider/filter/listed.ts";
import { type VendorWidths, widthsFor } from "../../provider/filter/vendor.ts";
import { type X86Vector, x86Vectors } from "../filter/x86-vectors.ts";

for (const row of x86Vectors("match")) {
  test(`vector: ${row.name}`, (t) => {
    const widths = widthsOf(row);
    const filter = filterInKernel(row, widths);
    const effect = effectOf(filter, widths);
    const counts = row.expect === "allowed";
    const { query } = row;
    if ("fixed" in query) {
      const name = fixedCounterNames[query.fixed];
      t.is(fixedCounterCounts(filter, query.fixed), counts);
      t.is(name !== undefined && effect.fixedCounters.includes(name), counts);
    } else {
      t.is(eventCounts(filter, query), counts);
      t.is(countsIn(effect, query), counts);
    }
  });
}

for (const row of x86Vectors("no_filter")) {
  test(`vector: ${row.name}`, (t) => {
    const counts =
      "fixed" in row.query
        ? fixedCounterCounts(undefined, row.query.fixed)
        : eventCounts(undefined, row.query);
    t.is(counts, row.expect === "allowed");
  });
}

function filterInKernel(row: X86Vector, widths: VendorWidths): Filter {
  const { action, flags, fixed_counter_bitmap: fixedCounterBitmap } = row;
  const events = row.events.map(BigInt);
  const verdict = judgeKvmStruct({ action, flags, fixedCounterBitmap, events }, widths);
  if (!verdict.accepted) throw verdict.error;
  return verdict.filter;
}

function widthsOf({ vendor }: X86Vector): VendorWidths {
  return widthsFor(vendor === undefined || vendor === "any" ? [] : [vendor]);
}
