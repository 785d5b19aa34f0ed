import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { argumentFormats } from "../../../provider/declared/qemu-args.ts";
import {
  parseArgumentFile,
  renderArgumentFile,
} from "../../../provider/target/qemu-args/argument-file.ts";
import { refused } from "../../encoding/refusal.ts";
import { argumentsOf, branches, filterForQemu } from "./filters.ts";

const anyId = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,20}$/);

testProp(
  "what was rendered is read back, and its form is told",
  [filterForQemu, anyId, fc.constantFrom(...argumentFormats)],
  (t, filter, id, format) => {
    const args = argumentsOf(filter, id);
    t.deepEqual(parseArgumentFile(renderArgumentFile(args, format)), { format, args });
  },
);

testProp(
  "an argument has no line end and no single quote",
  [filterForQemu, anyId],
  (t, filter, id) => {
    for (const argument of argumentsOf(filter, id)) t.notRegex(argument, /['\n\r]/);
  },
);

const [option, json, accelOption, accel] = argumentsOf(branches);

test("arguments: one per line, nothing else", (t) => {
  t.is(
    renderArgumentFile(argumentsOf(branches), "arguments"),
    `${option}\n${json}\n${accelOption}\n${accel}\n`,
  );
});

test("environment: a comment, then one variable per argument", (t) => {
  const [comment, ...lines] = renderArgumentFile(argumentsOf(branches), "environment").split("\n");
  t.regex(comment ?? "", /^# /);
  t.deepEqual(lines, [`PMU_FILTER_OBJECT='${json}'`, `PMU_FILTER_ACCEL='${accel}'`, ""]);
});

const object = `PMU_FILTER_OBJECT='${json}'`;
const property = `PMU_FILTER_ACCEL='${accel}'`;

const whole: readonly [what: string, text: string, format: string][] = [
  ["variables in another order", `${property}\n${object}\n`, "environment"],
  ["comments and empty lines", `\n# of mine\n${object}\n\n${property}\n#`, "environment"],
  ["no line end at the end", `${object}\n${property}`, "environment"],
  ["no line end behind the last argument", argumentsOf(branches).join("\n"), "arguments"],
];

for (const [what, text, format] of whole) {
  test(`read: ${what}`, (t) => {
    t.deepEqual(parseArgumentFile(text), { format, args: argumentsOf(branches) });
  });
}

test("arguments: an empty line or a comment is an argument, as it is to xargs and mapfile", (t) => {
  const { args } = parseArgumentFile(`${option}\n\n${json}\n# -accel\n${accel}\n\n`);
  t.deepEqual(args, [option, "", json, "# -accel", accel, ""]);
});

const broken: readonly [what: string, text: string][] = [
  ["nothing", ""],
  ["only a comment", "# -object\n"],
  ["one variable", object],
  ["the other variable", property],
  ["a variable twice", `${object}\n${object}\n`],
  ["a variable twice beside the other", `${object}\n${property}\n${property}\n`],
  ["another variable", `${object}\n${property}\nHOME='/root'\n`],
  ["double quotes", `PMU_FILTER_OBJECT="{}"\n${property}\n`],
  ["no quotes", `PMU_FILTER_OBJECT={}\n${property}\n`],
  ["an open quote", `PMU_FILTER_OBJECT='{}\n${property}\n`],
  ["a JSON over several lines", `PMU_FILTER_OBJECT='{\n}'\n${property}\n`],
  ["export", `export ${object}\n${property}\n`],
  ["something behind the quote", `${object}; reboot\n${property}\n`],
  ["spaces around the =", `${object.replace("=", " = ")}\n${property}\n`],
  ["Windows line ends", `${object}\r\n${property}\r\n`],
  ["arguments behind variables", `${object}\n-accel\n${accel}\n`],
  ["a comment before arguments", `# mine\n${option}\n${json}\n${accelOption}\n${accel}\n`],
  ["a shell script", "#!/bin/sh\nexec qemu-system-x86_64\n"],
];

for (const [what, text] of broken) {
  test(`refused: ${what}`, (t) => {
    refused(t, "QEMU_ARGUMENTS_INVALID", () => parseArgumentFile(text));
  });
}
