import type { Arm64Call } from "../provider/encoding/arm64/arm64-call.ts";
import {
  type Arm64Surroundings,
  judgeArm64Calls,
} from "../provider/encoding/arm64/arm64-verdict.ts";
import {
  arm64EventCounts,
  cycleCounterCounts,
} from "../provider/filter/arm64/arm64-event-counts.ts";
import type { Arm64Filter } from "../provider/filter/arm64/arm64-filter.ts";
import {
  arm64CommonEvents,
  type EventBits,
  eventBits,
} from "../provider/filter/arm64/event-space.ts";
import { pmceidBitKept } from "../provider/filter/arm64/pmceid.ts";
import { actionOf } from "./action.ts";
import { countExpected } from "./count.ts";
import { errnoExpected, verdictShown } from "./errno.ts";
import { type Expectation, expectation } from "./expectation.ts";
import { flagAt, isRow, listAt, numberAt, type Row, rowAt, textAt, VectorProblem } from "./row.ts";

/** Runs `match`, `no_filter`, `accepted` and `invalid`. */
export function runArm64Filter(row: Row): readonly Expectation[] {
  const kind = textAt(row, "kind");
  const bits = bitsOf(row);
  const verdict = judgeArm64Calls(callsOf(row), bits, surroundingsOf(row));
  const expected = kind === "invalid" ? errnoExpected(row) : "accepted";
  const answer = expectation("the kernel's answer", expected, verdictShown(verdict));
  if (!verdict.accepted) return [answer];
  return [answer, ...queryExpectations(row, verdict.filter, bits)];
}

function queryExpectations(
  row: Row,
  filter: Arm64Filter | undefined,
  bits: EventBits,
): readonly Expectation[] {
  const query = rowAt(row, "query");
  const kind = textAt(row, "kind");
  if (query === undefined && (kind === "accepted" || kind === "invalid")) return [];
  if (query === undefined) throw new VectorProblem('"query" is missing');
  const cycleCounter = flagAt(query, "cycle_counter") ?? false;
  const event = cycleCounter ? arm64CommonEvents.cpuCycles : numberAt(query, "event");
  const counts = cycleCounter ? cycleCounterCounts(filter) : arm64EventCounts(filter, event, bits);
  const kept = flagAt(row, "pmceid_bit_kept");
  return [
    expectation("the event", countExpected(row), counts ? "allowed" : "denied"),
    // An event without a bit has none to keep.
    ...(kept === undefined
      ? []
      : [expectation("its PMCEID bit kept", kept, pmceidBitKept(filter, event, bits) ?? false)]),
  ];
}

/** The vector's calls. Where the state alone is what is refused, it may leave them out. */
function callsOf(row: Row): readonly Arm64Call[] {
  if (textAt(row, "kind") === "invalid" && !row.has("filters")) {
    return [{ baseEvent: 0, nevents: 0, action: 0 }];
  }
  return listAt(row, "filters").map((call) => {
    if (!isRow(call)) throw new VectorProblem('an element of "filters" is not an object');
    return {
      baseEvent: numberAt(call, "base_event"),
      nevents: numberAt(call, "nevents"),
      action: actionOf(call),
    };
  });
}

function bitsOf(row: Row): EventBits {
  const number = numberAt(row, "event_bits", 16);
  const bits = eventBits.find((candidate) => candidate === number);
  if (bits === undefined) throw new VectorProblem(`its event_bits ${number} are neither 10 nor 16`);
  return bits;
}

/** What the vector's `state` and `memory` say; the first pattern that fits is what is meant. */
function surroundingsOf(row: Row): Arm64Surroundings {
  const state = textAt(row, "state");
  const memory = rowAt(row, "memory") ?? new Map();
  const unreadable = ["struct_ok", "filter_ok", "header_ok"].some(
    (member) => flagAt(memory, member) === false,
  );
  return {
    ...(state === undefined ? {} : surroundingsIn(state)),
    ...(unreadable ? { unreadable } : {}),
    ...(flagAt(memory, "alloc_ok") === false ? { outOfMemory: true } : {}),
  };
}

function surroundingsIn(state: string): Arm64Surroundings {
  const known = states.find(([pattern]) => pattern.test(state));
  if (known === undefined) throw new VectorProblem(`its state "${state}" is not known`);
  return known[1];
}

const states: readonly (readonly [RegExp, Arm64Surroundings])[] = [
  [/attr/i, { unknownAttribute: true }],
  [/ran|run/i, { ranOnce: true }],
  [/created|init/i, { pmuInitialised: true }],
  [/unreadable|fault/i, { unreadable: true }],
  [/memory|alloc/i, { outOfMemory: true }],
  [/chosen|strict/i, { noPmuChosen: true }],
  [/pmu|feature/i, { noPmu: true }],
  [/^(?:fresh|ready|new|none)?$/i, {}],
];
