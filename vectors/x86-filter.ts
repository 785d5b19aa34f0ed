import { guestEventFromEventsel } from "../provider/encoding/guest-event.ts";
import {
  judgeKvmBytes,
  type KvmSurroundings,
  type KvmVerdict,
} from "../provider/encoding/kvm-verdict.ts";
import { encodeSelectUmask } from "../provider/encoding/select-umask.ts";
import type { Filter } from "../provider/filter/filter.ts";
import { eventCounts, fixedCounterCounts } from "../provider/filter/listed.ts";
import { type Vendor, vendors, vendorWidths } from "../provider/filter/vendor.ts";
import { countExpected } from "./count.ts";
import { errnoExpected, verdictShown } from "./errno.ts";
import { type Expectation, expectation } from "./expectation.ts";
import {
  flagAt,
  integer,
  numberAt,
  present,
  type Row,
  rowAt,
  textAt,
  VectorProblem,
} from "./row.ts";
import { bytesOf, structOf } from "./x86-struct.ts";

/** Runs `match`, `no_filter`, `accepted` and `invalid`, on every vendor that the vector is for. */
export function runX86Filter(row: Row): readonly Expectation[] {
  return vendorsOf(row).flatMap((vendor) => runOnVendor(row, vendor));
}

function runOnVendor(row: Row, vendor: Vendor): readonly Expectation[] {
  const kind = textAt(row, "kind");
  if (kind === "no_filter") return [countExpectation(row, undefined, vendor)];
  const verdict = judgeKvmBytes(bytesOf(row), vendorWidths[vendor], surroundingsOf(row));
  const expected = kind === "invalid" ? errnoExpected(row) : "accepted";
  const answer = expectation(`the kernel's answer on ${vendor}`, expected, verdictShown(verdict));
  if (!verdict.accepted) return [answer];
  const dropped = present(row, "expect_dropped");
  return [
    answer,
    ...(dropped === undefined ? [] : [droppedExpectation(row, verdict)]),
    ...(row.has("query") ? [countExpectation(row, verdict.filter, vendor)] : []),
  ];
}

function countExpectation(row: Row, filter: Filter | undefined, vendor: Vendor): Expectation {
  const query = rowAt(row, "query");
  if (query === undefined) throw new VectorProblem('"query" is missing');
  const counts = query.has("fixed")
    ? fixedCounterCounts(filter, numberAt(query, "fixed"))
    : eventCounts(filter, guestEventFromEventsel(eventselOf(query), vendor));
  return expectation(`on ${vendor}`, countExpected(row), counts ? "allowed" : "denied");
}

/** The guest's event select register. Other bits than select and umask are there where it is said. */
function eventselOf(query: Row): bigint {
  const eventsel = present(query, "eventsel");
  return eventsel === undefined
    ? encodeSelectUmask(numberAt(query, "select"), numberAt(query, "umask", 0))
    : integer(eventsel, "eventsel");
}

/** The events that the kernel drops silently: how many, their indexes, or (strings) their codes. */
function droppedExpectation(row: Row, verdict: KvmVerdict & { accepted: true }): Expectation {
  const expected = present(row, "expect_dropped");
  const codes = structOf(row).events;
  if (!Array.isArray(expected)) {
    return expectation("dropped", numberAt(row, "expect_dropped"), verdict.dropped.length);
  }
  const byCode = expected.some((element) => typeof element === "string");
  const found = byCode ? verdict.dropped.map((index) => codes[index]) : verdict.dropped;
  const wanted = expected.map((element) => integer(element, "expect_dropped"));
  return expectation("dropped", byCode ? wanted : wanted.map(Number), found);
}

/** What besides the struct a vector gives; most states of a VM do not matter on x86. */
function surroundingsOf(row: Row): KvmSurroundings {
  const state = textAt(row, "state") ?? "";
  const memory = rowAt(row, "memory") ?? new Map();
  return {
    foreignProcess: /process|creator|address|\bmm\b/i.test(state),
    notOnVm: /fd|descriptor|dev.kvm/i.test(state),
    outOfMemory: flagAt(memory, "alloc_ok") === false,
  };
}

function vendorsOf(row: Row): readonly Vendor[] {
  const name = textAt(row, "vendor") ?? "any";
  if (name === "any") return vendors;
  const vendor = name === "hygon" ? "amd" : vendors.find((candidate) => candidate === name);
  if (vendor === undefined) throw new VectorProblem(`its vendor "${name}" is not known`);
  return [vendor];
}
