import { spawnSync } from "node:child_process";
import { testWithHelper } from "./helper-test.ts";
import { built } from "./run-helper.ts";

const failures: readonly (readonly [string, string])[] = [
  ["closed", "exec >&-"],
  ["closed, as all others are", "exec <&- >&- 2>&-"],
  ["open for reading only", "exec 1</dev/null"],
  ["full", "exec >/dev/full"],
];

for (const [what, redirection] of failures) {
  for (const args of ["probe", "--version", "check"]) {
    testWithHelper(`stdout is ${what}: ${args} says so by its exit code`, async (t) => {
      const script = `${redirection}; exec "$0" ${args}`;
      const { status, stderr } = spawnSync("sh", ["-c", script, await built("checked")], {
        encoding: "utf8",
        input: "00".repeat(32),
      });
      // Where there is no KVM, that is what check tells first.
      t.true(status === 5 || (args === "check" && status !== 0), `${status} ${stderr}`);
      if (status === 5 && stderr !== "") t.regex(stderr, /\[OUTPUT_FAILED, E[A-Z]+\]\n$/);
    });
  }
}

testWithHelper("a reader that is gone is no death by a signal", async (t) => {
  const script = `{ "$0" probe; echo $? >&2; } | true`;
  // The reader may be faster or slower: the one ends well, the other fails.
  const { stderr } = spawnSync("sh", ["-c", script, await built("checked")], { encoding: "utf8" });
  t.regex(stderr, /^(kvm-pmu-filter: .* \[OUTPUT_FAILED, EPIPE\]\n5|0)\n$/);
});

/* Bytes of a path, and what they are in JSON; by default the same characters. */
const texts: readonly (readonly [string, readonly number[], string?])[] = [
  ["characters of 2 bytes", [...Buffer.from("\u00a0 m\u00fcller \u07ff")]],
  ["characters of 3 bytes", [...Buffer.from("\u0800 \ud7ff \ue000 \u6771\u4eac \uffff")]],
  ["characters of 4 bytes", [...Buffer.from("\u{10000} \u{1f600} \u{10ffff}")]],
  ["quotes and backslashes", [...Buffer.from('"\\"\\\\n')]],
  ["a byte that only follows others", [0x41, 0x80, 0xbf, 0x42], "A\ufffd\ufffdB"],
  [
    "characters cut short",
    [0xc3, 0x41, 0xe6, 0x9d, 0x42, 0xf0, 0x9f, 0x98],
    "\ufffdA\ufffd\ufffdB\ufffd\ufffd\ufffd",
  ],
  [
    "characters longer than need be",
    [0xc0, 0xaf, 0xc1, 0xbf, 0xe0, 0x9f, 0xbf, 0xf0, 0x8f, 0xbf, 0xbf],
    "\ufffd".repeat(11),
  ],
  ["surrogates", [0xed, 0xa0, 0x80, 0xed, 0xbf, 0xbf], "\ufffd".repeat(6)],
  [
    "above the last character",
    [0xf4, 0x90, 0x80, 0x80, 0xf5, 0x80, 0x80, 0x80, 0xff],
    "\ufffd".repeat(9),
  ],
];

for (const [what, bytes, expected] of texts) {
  testWithHelper(`JSON of a text that is not ASCII: ${what}`, async (t) => {
    const octal = bytes.map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
    const out = await directoryOf(`/missing/${octal}`);
    const text = expected ?? Buffer.from(bytes).toString("utf8");
    t.is(JSON.parse(out).records.directory, `/missing/${text}`);
    if (expected === undefined && !/["\\]/.test(text)) t.true(out.includes(text));
  });
}

testWithHelper("JSON has no controls as they are, which a terminal could obey", async (t) => {
  const controls = [1, 9, 10, 27, 31, 127, 0x80, 0x9b, 0x9f];
  const text = String.fromCharCode(...controls);
  const octal = [...Buffer.from(text)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`);
  const out = await directoryOf(`/missing/${octal.join("")}.`);
  t.is(JSON.parse(out).records.directory, `/missing/${text}.`);
  for (const control of text) t.false(out.trimEnd().includes(control));
});

/** The output of `status` for a directory that is written as printf(1) reads it. */
async function directoryOf(path: string): Promise<string> {
  const script = 'exec "$0" status --records "$(printf "$1")"';
  const args = ["-c", script, await built("checked"), path];
  const { status, stdout } = spawnSync("sh", args);
  if (status !== 0) throw new Error(`status ended with ${status}`);
  return new TextDecoder("utf-8", { fatal: true }).decode(stdout);
}
