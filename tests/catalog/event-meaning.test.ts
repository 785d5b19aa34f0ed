import test from "ava";
import { coreTable } from "../../provider/catalog/core-table.ts";
import type { Cpu } from "../../provider/catalog/cpu.ts";
import { eventMeaning } from "../../provider/catalog/event-meaning.ts";
import { resolveEventName } from "../../provider/catalog/resolve-event-name.ts";
import { named } from "./named-cpus.ts";

/** A core type with the oddities that newer ones have. */
const example: Cpu = {
  name: "example",
  title: "Example",
  vendor: "intel",
  arch: "x86",
  file: "../../../tests/catalog/cores/example.json",
};

test("an event with a umask extension is of no use, and its code is not taken for another's", (t) => {
  const meaning = eventMeaning("PEARS.RIPE", example);
  t.is(meaning?.unusable?.code, "EVENT_UMASK_EXT");
  t.deepEqual(meaning?.codes, []);
  t.deepEqual(
    coreTable(example)
      ?.named("c4/00")
      .map(({ name }) => name),
    ["PEARS.ALL", "PEARS.ALL_SLOW"],
  );
});

test("a fixed counter that KVM shows no guest is of no use", (t) => {
  t.is(eventMeaning("PLUMS.ANY", example)?.unusable?.code, "EVENT_NOT_IN_GUESTS");
});

test("a name of two codes means both, and tells what a filter does not see", (t) => {
  const meaning = eventMeaning("plums.blue", example);
  t.is(meaning?.name, "Plums.Blue");
  t.deepEqual(meaning?.codes, ["b7/01", "bb/01"]);
  t.deepEqual(meaning?.unseen, ["msr=offcore"]);
});

test("a name that needs more than its code has all names of the code beside it", (t) => {
  t.deepEqual(eventMeaning("PEARS.ALL_SLOW", example)?.alsoCalled, ["PEARS.ALL"]);
  t.deepEqual(eventMeaning("PEARS.ALL", example)?.alsoCalled, []);
});

test("a name may be of use on one CPU and of none on another", (t) => {
  const { on, unusable, missingOn } = resolveEventName("PEARS.RIPE", [example, ...named("SPR")]);
  t.is(on.size, 0);
  t.deepEqual(
    unusable.map(({ cpu }) => cpu),
    ["example"],
  );
  t.deepEqual(missingOn, ["SPR"]);
});
