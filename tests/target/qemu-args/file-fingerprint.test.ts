import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { argumentFormats } from "../../../provider/declared/qemu-args.ts";
import { renderArgumentFile } from "../../../provider/target/qemu-args/argument-file.ts";
import { fileFingerprint } from "../../../provider/target/qemu-args/file-fingerprint.ts";
import { restated } from "../../filter/arbitrary-filter.ts";
import { argumentsOf, branches, filterForQemu } from "./filters.ts";

const text = renderArgumentFile(argumentsOf(branches), "arguments");
const mode = "0644";

test("fingerprints stay what they are: they stand in states and records", (t) => {
  t.is(fileFingerprint({ text, mode }), "15ec382cf549adb4");
});

const [option, json = "", accelOption, accel] = argumentsOf(branches);
const withJson = (other: string): string => [option, other, accelOption, accel].join("\n");

const same: readonly [what: string, text: string][] = [
  ["no line end at the end", text.trimEnd()],
  ["white space in the JSON", withJson(json.replaceAll(",", " ,\t").replaceAll(":", ": "))],
  [
    "the JSON's keys in another order",
    withJson(json.replace('"action":"allow",', "").replace(/}$/, ',"action":"allow"}')),
  ],
  [
    "an event said by its code",
    withJson(
      json.replace(
        '{"format":"x86-select-umask","select":196,"umask":0}',
        '{"format":"raw","code":196}',
      ),
    ),
  ],
  ["-accel first", [accelOption, accel, option, json].join("\n")],
];

for (const [what, other] of same) {
  test(`the same: ${what}`, (t) => {
    t.not(other, text);
    t.is(fileFingerprint({ text: other, mode }), fileFingerprint({ text, mode }));
  });
}

const files = {
  "the file": { text, mode },
  "another mode": { text, mode: "0600" },
  "an owner": { text, mode, owner: "root" },
  "the owner's number": { text, mode, owner: "0" },
  "a group": { text, mode, group: "root" },
  "the other form": { text: renderArgumentFile(argumentsOf(branches), "environment"), mode },
  "another id": { text: renderArgumentFile(argumentsOf(branches, "f0"), "arguments"), mode },
  "another event": { text: withJson(json.replace("196", "195")), mode },
  "another action": { text: withJson(json.replace("allow", "deny")), mode },
  "another fixed counter": { text: withJson(json.replace(":3,", ":7,")), mode },
  "a comment, which is an argument there": { text: `# mine\n${text}`, mode },
  "an empty argument": { text: text.replace("\n", "\n\n"), mode },
  "an empty argument at the end": { text: `${text}\n`, mode },
  "no filter": { text: "", mode },
  "no filter either": { text: "\n", mode },
  "an id that is not the object's": { text: text.replace("=pmu-filter", "=f0"), mode },
};

test("different: everything that makes a difference", (t) => {
  const fingerprints = Object.values(files).map(fileFingerprint);
  t.is(new Set(fingerprints).size, fingerprints.length);
  for (const fingerprint of fingerprints) t.regex(fingerprint, /^[0-9a-f]{16}$/);
});

testProp(
  "order and duplicates of events are no difference, the form is",
  [filterForQemu.chain((filter) => fc.tuple(fc.constant(filter), restated(filter)))],
  (t, [filter, other]) => {
    const [first, second] = argumentFormats.map((format) => {
      const [one, two] = [filter, other].map((each) =>
        fileFingerprint({ text: renderArgumentFile(argumentsOf(each), format), mode }),
      );
      t.is(two, one);
      return one;
    });
    t.not(first, second);
  },
);
