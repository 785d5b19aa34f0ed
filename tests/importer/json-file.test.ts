import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { readJsonFile } from "../../importer/rows/json-file.ts";

const directory = mkdtempSync(join(tmpdir(), "pmufilter-json-"));

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

test("a bare list", (t) => {
  t.deepEqual(readJsonFile(file("bare.json", '[{"EventName":"A"}]')), {
    rows: [{ EventName: "A" }],
  });
});

test("a list with a header", (t) => {
  const text = '{"Header":{"Version":"1.2"},"Events":[{"EventName":"A"}]}';
  t.deepEqual(readJsonFile(file("header.json", text)), {
    header: { Version: "1.2" },
    rows: [{ EventName: "A" }],
  });
});

test("a file that is no list of events has no rows", (t) => {
  t.is(readJsonFile(file("groups.json", '{"Fruit":"text"}')).rows, undefined);
});

test("a byte order mark is no text", (t) => {
  t.deepEqual(readJsonFile(file("bom.json", '\ufeff[{"EventName":"A"}]')).rows?.length, 1);
});

test("text behind the JSON is told, and the JSON read", (t) => {
  const text = '[{"EventName":"A]}\\""},\n{"EventName":"B"}]\n]; trailing';
  const { rows, remark } = readJsonFile(file("trailing.json", text));
  t.deepEqual(rows, [{ EventName: 'A]}"' }, { EventName: "B" }]);
  t.is(typeof remark, "string");
});

for (const [what, text] of [
  ["empty", ""],
  ["cut off", '[{"EventName":"A"},'],
  ["broken before its end", '[{"EventName" "A"}] x'],
] as const) {
  test(`a file that is ${what} is not read`, (t) => {
    t.throws(() => readJsonFile(file(`${what}.json`, text)), { instanceOf: SyntaxError });
  });
}
