import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { readYaml } from "../../provider/cli/input/declared/yaml-document.ts";
import { lineOf, placeAt } from "../../provider/cli/input/place.ts";
import { files } from "./files.ts";
import { runJson } from "./run-in-memory.ts";

interface Told {
  readonly code: string;
  readonly line: number;
  readonly column: number;
}

const places = async (stdin: string) => {
  const { json } = await runJson(["encode"], { stdin });
  return (json.problems as readonly Told[]).map(
    ({ code, line, column }) => `${line}:${column} ${code}`,
  );
};

test("every problem is told at its place, in the order of the file", async (t) => {
  t.deepEqual(await places(files["wrong.yaml"] ?? ""), [
    "1:9 VALUE_NOT_LISTED",
    "2:1 PROPERTY_UNKNOWN",
    "5:5 PROPERTY_MISSING",
    "6:14 NUMBER_OUT_OF_RANGE",
    "6:29 NUMBER_INVALID",
    "7:17 VALUE_NOT_LISTED",
    "8:8 LINT_RULE_UNKNOWN",
  ]);
});

const wrongs: readonly [string, string, readonly string[]][] = [
  ["JSON with tabs", '{\n\t"action": "alow"}', ["2:12 VALUE_NOT_LISTED"]],
  ["CRLF", "action: deny\r\nfoo: 1\r\n", ["2:1 PROPERTY_UNKNOWN"]],
  [
    "an anchor's use",
    "action: deny\nevents:\n- &e {code: x}\n- *e\n",
    ["3:13 NUMBER_INVALID", "3:13 NUMBER_INVALID"],
  ],
  ["a key twice", "action: deny\naction: deny\n", ["2:1 INPUT_SYNTAX"]],
  ["an unknown tag", "action: !x deny\n", ["1:9 INPUT_SYNTAX"]],
  ["two documents", "action: deny\n---\naction: deny\n", ["2:1 INPUT_SYNTAX"]],
  [
    "an integer that may be rounded",
    "action: deny\nevents: [{code: 18446744073709551615}]\n",
    ["2:17 NUMBER_NOT_EXACT"],
  ],
  ["a required property", "events: []\n", ["1:1 PROPERTY_MISSING"]],
];

for (const [what, text, expected] of wrongs) {
  test(`the place of ${what}`, async (t) => {
    t.deepEqual(await places(text), [...expected]);
  });
}

test("aliases that unfold without an end are refused", async (t) => {
  const lines = Array.from(
    { length: 12 },
    (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(", ")}]`,
  );
  const { exitCode, json } = await runJson(["encode"], {
    stdin: `l0: &l0 [a]\n${lines.join("\n")}\n`,
  });
  t.is(exitCode, 2);
  t.is(json.problems[0].code, "INPUT_SYNTAX");
});

test("YAML's integers and quoted strings are one", async (t) => {
  const struct = async (select: string) => {
    const stdin = `action: deny\nevents: [{select: ${select}, umask: 0}]\n`;
    return (await runJson(["encode"], { stdin })).json.forms["kvm-struct"];
  };
  t.is(await struct("0xc4"), await struct('"0xC4"'));
  t.is(await struct("196"), await struct("0xc4"));
});

test("a resource of a Pulumi.yaml is read without its targets", async (t) => {
  const { json } = await runJson(["decode", "--resource", "web", "Pulumi.yaml"], { files });
  t.deepEqual(
    json.filter.entries.map(({ entry }: { entry: string }) => entry),
    ["c4/00"],
  );
});

testProp(
  "a place is in its line",
  [fc.array(fc.string({ maxLength: 6 })), fc.nat(40), fc.nat(40)],
  (t, lines, start, length) => {
    const source = { name: "a", text: lines.join("\n") };
    const from = Math.min(start, source.text.length);
    const place = placeAt(source, from, from + length);
    t.true(place.length >= 1);
    t.true(place.column - 1 <= lineOf(source, place.line).length + 1);
  },
);

test("a property's value has its place, also in a list of lists", (t) => {
  const { placeOf } = readYaml({ name: "a", text: "a:\n  - [1, {b: 23}]\n" });
  const { line, column, length } = placeOf(["a", 0, 1, "b"]);
  t.deepEqual({ line, column, length }, { line: 2, column: 13, length: 2 });
});
