import test from "ava";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";
import { inputsInState, readState, targetStatesOf } from "../../provider/resource/state.ts";
import { branches } from "./declarations.ts";
import { DrivenResource } from "./driven-resource.ts";
import { keyOf, target, workplace } from "./workplace.ts";

const key = "qemuArgs:localhost:/a";
const whole: PropertyObject = {
  action: "allow",
  cpus: ["intel"],
  events: [{ select: "0xc4", umask: "0x0" }],
  targets: [{ qemuArgs: { path: "/a", mode: "0600" } }],
  entries: { "c4/00": "branches" },
  applied: { [key]: "missing" },
  status: { [key]: { state: "missing", evidence: "no such file" } },
  fingerprint: "0",
  kvmStruct: "00",
  warnings: [],
};

test("a state is read back, and what it knows of targets", (t) => {
  const state = readState(whole);
  t.is(state.action, "allow");
  t.deepEqual(
    [...targetStatesOf(state)],
    [[key, { status: { state: "missing", evidence: "no such file" }, applied: "missing" }]],
  );
});

test("what a run leaves can be read", async (t) => {
  const place = workplace(t);
  for (const context of [place.real, place.dry]) {
    const resource = new DrivenResource();
    await resource.up(branches(target(place, "a"), target(place, "b")), context);
    t.deepEqual(
      [...targetStatesOf(readState(resource.state ?? {})).keys()],
      [keyOf(place, "a"), keyOf(place, "b")],
    );
  }
});

test("properties of another version are passed over", (t) => {
  t.notThrows(() => readState({ ...whole, __provider: "x", umbrella: [1], fromTheFuture: {} }));
});

test("a target with a status only is known, with nothing applied", (t) => {
  const states = targetStatesOf(readState({ ...whole, applied: {} }));
  t.is(states.get(key)?.applied, "");
});

const broken: Readonly<Record<string, PropertyObject>> = {
  "no status": { ...whole, status: undefined },
  "a status that is none": { ...whole, status: { [key]: { state: "lost", evidence: "" } } },
  "a status without evidence": { ...whole, status: { [key]: { state: "missing" } } },
  "a status of a later version": {
    ...whole,
    status: { [key]: { state: "missing", evidence: "", since: "today" } },
  },
  "a text for a map": { ...whole, applied: "missing" },
  "a number among fingerprints": { ...whole, applied: { [key]: 1 } },
  "no action": { ...whole, action: undefined },
  nothing: {},
};

for (const [what, state] of Object.entries(broken)) {
  test(`a state that cannot be read: ${what}`, (t) => {
    const error = t.throws(() => readState(state), { instanceOf: PmuFilterError });
    t.is(error.code, "STATE_INVALID");
    t.not(error.hint, undefined);
  });
}

test("the inputs in a state are what is declared and the computed maps, as observed", (t) => {
  const { status: _, fingerprint: __, kvmStruct: ___, warnings: ____, ...inputs } = whole;
  t.deepEqual(inputsInState({ ...whole, __provider: "x" }), inputs);
});
