import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { argumentFormats } from "../../../provider/declared/target.ts";
import { renderArgumentFile } from "../../../provider/target/qemu-args/argument-file.ts";
import { fileFingerprint } from "../../../provider/target/qemu-args/file-fingerprint.ts";
import { parseRecord } from "../../../provider/target/qemu-args/record.ts";
import { planPut, planRemove, wantedFile } from "../../../provider/target/qemu-args/wanted-file.ts";
import { argumentsOf, branches, filterForQemu } from "./filters.ts";

const target = "qemuArgs:localhost:/etc/web.args";
const path = "/etc/web.args";
const args = argumentsOf(branches);

test("a file is one argument per line with mode 0644 unless declared otherwise", (t) => {
  const text = renderArgumentFile(args, "arguments");
  const fingerprint = fileFingerprint({ text, mode: "0644" });
  t.deepEqual(wantedFile(target, { path }, args), {
    target,
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
  t.deepEqual(wantedFile(target, declared, args), {
    target,
    path,
    text,
    ...attributes,
    fingerprint,
  });
});

test("putting writes the record before the file", (t) => {
  const wanted = wantedFile(target, { path, mode: "0600", owner: "qemu" }, args);
  const plan = planPut(wanted, "r1");
  t.like(plan, { target, resource: "r1" });
  const [record, file, ...more] = plan.steps;
  t.deepEqual(more, []);
  t.like(record, { step: "writeFile", path: `${path}.pmufilter.json`, mode: "0644" });
  t.false("owner" in (record ?? {}));
  const { text } = record as { readonly text: string };
  t.like(parseRecord(text), { resource: "r1", fingerprint: wanted.fingerprint });
  t.deepEqual(file, { step: "writeFile", path, text: wanted.text, mode: "0600", owner: "qemu" });
});

test("removing takes the file before its record", (t) => {
  t.deepEqual(planRemove(target, path, "r1"), {
    target,
    resource: "r1",
    steps: [
      { step: "removeFile", path },
      { step: "removeFile", path: `${path}.pmufilter.json` },
    ],
  });
});

testProp(
  "a file that reads back as it was wanted has the wanted fingerprint",
  [filterForQemu, fc.constantFrom(...argumentFormats), fc.constantFrom({}, { owner: "qemu" })],
  (t, filter, format, accounts) => {
    const { fingerprint, ...file } = wantedFile(
      target,
      { path, format, ...accounts },
      argumentsOf(filter),
    );
    t.is(fileFingerprint(file), fingerprint);
  },
);
