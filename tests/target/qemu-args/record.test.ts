import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import {
  parseRecord,
  recordPath,
  renderRecord,
} from "../../../provider/target/qemu-args/record.ts";

test("a record stands beside its file", (t) => {
  t.is(recordPath("/etc/pmufilter/web.args"), "/etc/pmufilter/web.args.pmufilter.json");
});

testProp(
  "what was rendered is read back, from one line",
  [fc.uuid(), fc.stringMatching(/^[0-9a-f]{16}$/)],
  (t, resource, fingerprint) => {
    const text = renderRecord(resource, fingerprint);
    t.is(text.indexOf("\n"), text.length - 1);
    t.like(parseRecord(text), { resource, fingerprint });
  },
);

const record = { pmufilter: 1, resource: "r", fingerprint: "f" };

const broken: readonly [what: string, text: string][] = [
  ["nothing", ""],
  ["half a record", JSON.stringify(record).slice(0, -5)],
  ["null", "null"],
  ["a list", JSON.stringify([record])],
  ["a text", '"r"'],
  ["another version", JSON.stringify({ ...record, pmufilter: 2 })],
  ["no version", JSON.stringify({ resource: "r", fingerprint: "f" })],
  ["no resource", JSON.stringify({ ...record, resource: undefined })],
  ["a number as resource", JSON.stringify({ ...record, resource: 1 })],
  ["no fingerprint", JSON.stringify({ ...record, fingerprint: null })],
];

for (const [what, text] of broken) {
  test(`no record: ${what}`, (t) => t.is(parseRecord(text), undefined));
}

test("a record with more in it, or white space, is one", (t) => {
  t.like(parseRecord(` ${JSON.stringify({ ...record, more: 1 }, null, 2)}\n`), record);
});
