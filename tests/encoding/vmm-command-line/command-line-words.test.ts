import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { commandLineWords } from "../../../provider/encoding/vmm-command-line/command-line-words.ts";

const texts: readonly [string, string, readonly string[]][] = [
  ["NULs", "qemu\0-m\x001G\0-append\0a b\0", ["qemu", "-m", "1G", "-append", "a b"]],
  ["an empty argument between NULs", "qemu\0\0-S\0", ["qemu", "", "-S"]],
  [
    "an argument per line",
    '-object\n{"a": 1}\n-accel\nkvm\n',
    ["-object", '{"a": 1}', "-accel", "kvm"],
  ],
  ["blanks", "  a \t b\nc ", ["a", "b", "c"]],
  ["quotes", `a'b c'd "e 'f'" ''`, ["ab cd", "e 'f'", ""]],
  ["backslashes", 'a\\ b "c\\"d\\e" f\\\\', ["a b", 'c"d\\e', "f\\"]],
  ["continued lines", "qemu \\\n-S \\\n-m 1G", ["qemu", "-S", "-m", "1G"]],
  ["comments", "# all of it\nqemu # the rest\n-S a#b", ["qemu", "-S", "a#b"]],
  [
    "JSON without quotes around it",
    'qemu -object {"id":"a b","l":[{"x":"}"}]} -S',
    ["qemu", "-object", '{"id":"a b","l":[{"x":"}"}]}', "-S"],
  ],
  ["JSON in quotes", `-object '{"id": "a"}'`, ["-object", '{"id": "a"}']],
  ["JSON that does not end", '-object {"id": "a', ["-object", '{"id": "a']],
  ["variables", "A='b c'\nB=\"d\"", ["A=b c", "B=d"]],
];

for (const [what, text, words] of texts) {
  test(`words by ${what}`, (t) => {
    t.deepEqual(commandLineWords(text), [...words]);
  });
}

const argument = fc.string({ minLength: 1, maxLength: 12 });
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

testProp("what a shell's quotes hold is a word", [fc.array(argument)], (t, args) => {
  t.deepEqual(commandLineWords(args.map(quoted).join(" ")), args);
});

testProp("any text has words, and ends", [fc.string()], (t, text) => {
  t.true(Array.isArray(commandLineWords(text)));
});
