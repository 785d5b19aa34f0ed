import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { jsonText } from "../../importer/catalogue/json-text.ts";

test("a list stands on one line if the line with its comma has 100 columns", (t) => {
  const lines = (width: number) => jsonText(["x".repeat(width)]).split("\n").length;
  // Two brackets, two quotes and a comma.
  t.is(lines(95), 1);
  t.is(lines(96), 3);
});

test("a member stands on a line of its own", (t) => {
  t.is(jsonText({ a: "b", c: ["d", "e"] }), '{\n  "a": "b",\n  "c": ["d", "e"]\n}');
});

testProp("the text says the value", [fc.jsonValue()], (t, value) => {
  t.is(JSON.stringify(JSON.parse(jsonText(value))), JSON.stringify(value));
});
