import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { type ExactJson, readExactJson } from "../../provider/encoding/exact-json.ts";
import { refused } from "./refusal.ts";

const read = (text: string) => readExactJson(text, "The text");

testProp("reads what JSON.stringify writes", [fc.jsonValue(), fc.nat(4)], (t, value, indent) => {
  const text = JSON.stringify(value, null, indent);
  t.deepEqual(plain(read(text)), JSON.parse(text));
});

testProp("takes a text only if JSON.parse does", [anyText()], (t, text) => {
  if (isJson(text)) t.notThrows(() => read(text));
  else refused(t, "QEMU_OBJECT_INVALID", () => read(text));
});

test("integers keep all their digits", (t) => {
  t.is(read("18446744073709551615"), 18446744073709551615n);
  t.is(read("-0"), 0n);
  t.deepEqual(read("1.50"), { fraction: "1.50" });
});

test("what is nested without end is refused, not run into", (t) => {
  refused(t, "QEMU_OBJECT_INVALID", () => read("[".repeat(100_000)));
});

test("many things side by side are not nested", (t) => {
  t.notThrows(() => read(`[${"[],".repeat(5000)}[]]`));
});

/** Texts close to JSON: pieces of it in any order, without objects, where duplicate keys are more. */
function anyText(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    ..."[],",
    "[]",
    " ",
    "0",
    "1",
    "-",
    ".",
    "e",
    "true",
    "null",
    '"a"',
    '"',
    "\\",
    "\u00a0",
    "'a'",
  );
  return fc.oneof(
    fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join("")),
    fc.array(piece, { maxLength: 5 }).map((pieces) => `[${pieces.join("")}]`),
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function plain(json: ExactJson): unknown {
  if (typeof json === "bigint") return Number(json);
  if (typeof json !== "object" || json === null) return json;
  if (json instanceof Map) {
    return Object.fromEntries([...json].map(([key, value]) => [key, plain(value)]));
  }
  if (Array.isArray(json)) return json.map(plain);
  return "fraction" in json ? Number(json.fraction) : json;
}
