import type { ExecutionContext } from "ava";
import fc from "fast-check";
import type { HostOperation, Run } from "../../../provider/target/host-operation.ts";
import { fakeHelper, helperDirectoryWith, somebody, whyNobody } from "./fake-helper.ts";
import { ask, hostWith, kinds, type Shell, shells, testEach } from "./shells.ts";

const among: readonly Shell[] = whyNobody === undefined ? shells : [];

function helper(args: Run["args"], input?: string): HostOperation {
  const more = input === undefined ? {} : { input };
  return { op: "run", program: "helper", args, readOnly: true, ...more };
}

function hostFor(t: ExecutionContext, shell: Shell) {
  const helperDirectory = helperDirectoryWith(t, fakeHelper("1"));
  return hostWith(somebody(t, shell).shell, { helperDirectory });
}

testEach(
  "a program has its exit code, and both outputs to the byte",
  async (t, shell) => {
    const answers = await ask(hostFor(t, shell), [
      helper(["fail"]),
      helper(["input"], "ä\n\n\n"),
      helper(["input"]),
      helper(["die"]),
    ]);
    t.deepEqual(answers[0], { kind: "ran", exitCode: 7, stdout: "out\n\n", stderr: "err\n" });
    t.deepEqual(answers[1], { kind: "ran", exitCode: 0, stdout: "ä\n\n\n", stderr: "" });
    t.deepEqual(answers[2], { kind: "ran", exitCode: 0, stdout: "", stderr: "" });
    t.like(answers[3], { kind: "ran", exitCode: 137 });
  },
  among,
);

testEach(
  "arguments and inputs survive, whatever they are",
  async (t, shell) => {
    const word = fc.string({ unit: "binary", maxLength: 20 }).map(oneLine);
    const odd = fc.constantFrom(
      "",
      "-n",
      "--",
      "$(id)",
      "`id`",
      "*",
      "\\",
      "'",
      '"',
      " ",
      "ü",
      "=",
    );
    const text = fc.array(fc.oneof(odd, word)).map((lines) => `${lines.join("\n")}\n`);
    const cases = fc.sample(fc.tuple(fc.array(fc.oneof(odd, word)), text), 40);
    const host = hostFor(t, shell);
    const answers = await Promise.all(
      cases.map(([args, input]) =>
        ask(host, [helper(["arguments", ...args]), helper(["input"], input)]),
      ),
    );
    for (const [index, [args, input]] of cases.entries()) {
      const shown = args.map((arg) => `<${arg}>`).join("");
      t.like(answers[index]?.[0], { exitCode: 0, stdout: shown });
      t.like(answers[index]?.[1], { exitCode: 0, stdout: input });
    }
  },
  among,
);

testEach(
  "a first line goes on as an argument, and output decides",
  async (t, shell) => {
    const host = hostFor(t, shell);
    const answers = await ask(host, [
      helper(["input"], "first $(id)\nsecond\n"),
      { op: "onlyIfOutput", text: "first $(id)\nsecond\n" },
      helper(["arguments", { firstLine: true }, "x"]),
      { op: "onlyIfOutput" },
      { op: "onlyIfOutput", text: "<first $(id)><x>\n" },
      helper(["input"]),
    ]);
    t.deepEqual(kinds(answers), [
      "ran",
      "held: true",
      "ran",
      "held: true",
      "held: false",
      "skipped",
    ]);
    t.like(answers[2], { stdout: "<first $(id)><x>" });
    const failing = await ask(host, [helper(["fail"]), { op: "onlyIfOutput" }]);
    t.deepEqual(kinds(failing), ["ran", "held: false"]);
    const nothing = await ask(host, [helper(["arguments", { firstLine: true }])]);
    t.deepEqual(kinds(nothing), ["other"]);
  },
  among,
);

/** As UTF-8 has it, without what no line has. */
function oneLine(word: string): string {
  return word.toWellFormed().replaceAll(/[\n\0]/g, "");
}
