import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { argumentFormats } from "../../../provider/declared/qemu-args.ts";
import { renderArgumentFile } from "../../../provider/target/qemu-args/argument-file.ts";
import { fileFingerprint } from "../../../provider/target/qemu-args/file-fingerprint.ts";
import { parseRecord } from "../../../provider/target/qemu-args/record.ts";
import { filesToWrite, wantedFile } from "../../../provider/target/qemu-args/wanted-file.ts";
import { argumentsOf, branches, filterForQemu } from "./filters.ts";

const path = "/etc/web.args";
const args = argumentsOf(branches);

test("a file is one argument per line with mode 0644 unless declared otherwise", (t) => {
  const text = renderArgumentFile(args, "arguments");
  const fingerprint = fileFingerprint({ text, mode: "0644" });
  t.deepEqual(wantedFile({ path }, args), {
    path,
    text,
    mode: "0644",
    fingerprint,
  });
});

test("a file is as declared", (t) => {
  const declared = {
    path,
    format: "environment",
    mode: "0640",
    owner: "qemu",
    group: "36",
  } as const;
  const attributes = { mode: "0640", owner: "qemu", group: "36" };
  const text = renderArgumentFile(args, "environment");
  const fingerprint = fileFingerprint({ text, ...attributes });
  t.deepEqual(wantedFile(declared, args), {
    path,
    text,
    ...attributes,
    fingerprint,
  });
});

test("the record is written before the file", (t) => {
  const wanted = wantedFile({ path, mode: "0600", owner: "qemu" }, args);
  const [record, file, ...more] = filesToWrite(wanted, "r1");
  t.deepEqual(more, []);
  t.like(record, { step: "writeFile", path: `${path}.pmufilter.json`, mode: "0644" });
  t.false("owner" in (record ?? {}));
  t.like(parseRecord(record?.text ?? ""), { resource: "r1", fingerprint: wanted.fingerprint });
  t.deepEqual(file, { step: "writeFile", path, text: wanted.text, mode: "0600", owner: "qemu" });
});

testProp(
  "a file that reads back as it was wanted has the wanted fingerprint",
  [filterForQemu, fc.constantFrom(...argumentFormats), fc.constantFrom({}, { owner: "qemu" })],
  (t, filter, format, accounts) => {
    const { fingerprint, ...file } = wantedFile({ path, format, ...accounts }, argumentsOf(filter));
    t.is(fileFingerprint(file), fingerprint);
  },
);
