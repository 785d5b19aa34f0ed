import test from "ava";
import { filterFromKvmStruct } from "../../provider/encoding/kvm-filter.ts";
import { decodeRawEvent } from "../../provider/encoding/raw-event.ts";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";
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

/** The filter that a kernel makes of a struct: raw events with stray bits are gone. */
function filterInKernel(row: X86Vector, widths: VendorWidths): Filter {
  const events = row.events.map(BigInt);
  return filterFromKvmStruct(
    {
      action: row.action,
      flags: row.flags,
      fixedCounterBitmap: row.fixed_counter_bitmap,
      events: row.flags === 0 ? events.filter((event) => isKept(event, widths)) : events,
    },
    widths,
  );
}

function isKept(code: bigint, widths: VendorWidths): boolean {
  try {
    decodeRawEvent(code, widths);
    return true;
  } catch (error) {
    if (error instanceof PmuFilterError && error.code === "KVM_ENTRY_STRAY_BITS") return false;
    throw error;
  }
}

function widthsOf({ vendor }: X86Vector): VendorWidths {
  return widthsFor(vendor === undefined || vendor === "any" ? [] : [vendor]);
}
