import test from "ava";
import { type AnyCodec, decode, normalise } from "../../provider/declared/codec.ts";
import { hex, hex64 } from "../../provider/declared/hex.ts";
import { list } from "../../provider/declared/list.ts";
import { map } from "../../provider/declared/map.ts";
import { object, optional, required } from "../../provider/declared/object.ts";
import { formatPath, type PropertyPath } from "../../provider/declared/property-path.ts";
import { type PropertyValue, unknownValue } from "../../provider/declared/property-value.ts";
import { choice, flag, text } from "../../provider/declared/scalar.ts";

const pair = object("Pair", "Two things.", {
  one: required(hex("one", 0xff), { description: "The first." }),
  two: optional(list(flag), { description: "The second." }),
});

/** A codec, what it decodes, to what, and the normalised form. */
const decoded: readonly [string, AnyCodec, PropertyValue, unknown, PropertyValue][] = [
  ["hex", hex("umask", 0xff), "0x0F", 15, "0xf"],
  ["hex64", hex64("code"), "0xFFFFFFFFFFFFFFFF", 0xffff_ffff_ffff_ffffn, "0xffffffffffffffff"],
  ["flag", flag, false, false, false],
  ["text", text(), "", "", ""],
  [
    "text with one spelling",
    text(() => undefined, { normalise: (s) => s.trim() }),
    " a ",
    "a",
    "a",
  ],
  ["choice", choice(["a", "b"]), "b", "b", "b"],
  ["list", list(hex("n", 9)), [1, "0x2"], [1, 2], ["0x1", "0x2"]],
  ["map", map(hex("n", 9)), { "a/b": "0x2" }, { "a/b": 2 }, { "a/b": "0x2" }],
  [
    "object",
    pair,
    { one: 255, two: [true] },
    { one: 255, two: [true] },
    { one: "0xff", two: [true] },
  ],
  ["object without an optional member", pair, { one: 1, two: null }, { one: 1 }, { one: "0x1" }],
];

for (const [name, codec, declared, value, normalised] of decoded) {
  test(`${name}: decoded and normalised`, (t) => {
    const result = decode(codec, declared);
    t.deepEqual(result.problems, []);
    t.deepEqual(result.value, value);
    t.true(codec.is(result.value));
    t.deepEqual(normalise(codec, result.value), normalised);
    t.deepEqual(decode(codec, normalised).value, value, "the normalised form decodes to the same");
  });

  test(`${name}: unknown stays unknown`, (t) => {
    t.deepEqual(decode(codec, unknownValue), { value: unknownValue, problems: [] });
    t.is(normalise(codec, unknownValue), unknownValue);
  });
}

const refused: readonly [string, AnyCodec, PropertyValue, readonly PropertyPath[]][] = [
  ["hex", hex("umask", 0xff), 256, [[]]],
  ["hex64", hex64("code"), 2 ** 64, [[]]],
  ["flag", flag, "true", [[]]],
  ["text", text(), 1, [[]]],
  ["choice", choice(["a", "b"]), "c", [[]]],
  ["list", list(flag), [true, 1, false, null], [[1], [3]]],
  ["list that is none", list(flag), {}, [[]]],
  ["map", map(flag), { a: 1, b: true, "c d": 2 }, [["a"], ["c d"]]],
  ["map that is none", map(flag), [], [[]]],
  ["object", pair, { one: 256, two: [1], three: 3 }, [["three"], ["one"], ["two", 0]]],
  ["object without a required member", pair, {}, [["one"]]],
  ["object that is none", pair, "one", [[]]],
];

for (const [name, codec, declared, paths] of refused) {
  test(`${name}: every problem with its path`, (t) => {
    const { value, problems } = decode(codec, declared);
    t.is(value, undefined);
    t.deepEqual(
      problems.map(({ path }) => path),
      paths,
    );
  });
}

test("paths are written as Pulumi writes them", (t) => {
  const rows: readonly [PropertyPath, string][] = [
    [["action"], "action"],
    [["events", 0, "select"], "events[0].select"],
    [["targets", 12], "targets[12]"],
    [["applied", "qemuArgs:localhost:/a"], 'applied["qemuArgs:localhost:/a"]'],
    [["entries", "c4/00"], 'entries["c4/00"]'],
    [["a b", "c"], '["a b"].c'],
    [["_a1"], "_a1"],
    [[], ""],
  ];
  for (const [path, text] of rows) t.is(formatPath(path), text);
});
