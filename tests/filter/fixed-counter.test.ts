import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import {
  fixedCounterBitmap,
  fixedCounterNames,
  fixedCountersIn,
} from "../../provider/filter/fixed-counter.ts";

test("a fixed counter's bit is its index", (t) => {
  t.deepEqual(
    fixedCounterNames.map((name) => [name, fixedCounterBitmap([name])]),
    [
      ["instructions", 1],
      ["cycles", 2],
      ["ref-cycles", 4],
      ["slots", 8],
    ],
  );
});

test("bits without a name are left out", (t) => {
  t.deepEqual(fixedCountersIn(0xfffffff1), ["instructions"]);
  t.deepEqual(fixedCountersIn(0), []);
});

testProp("names to bitmap and back", [fc.subarray([...fixedCounterNames])], (t, names) => {
  t.deepEqual(fixedCountersIn(fixedCounterBitmap([...names, ...names])), names);
});
