import { readFileSync } from "node:fs";
import { testWithHelper } from "./helper-test.ts";
import { jsonOf, runHelper } from "./run-helper.ts";

testWithHelper("the version is the project's", async (t) => {
  const { version } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  const ended = await runHelper(["--version"]);
  t.deepEqual(ended, { code: 0, stdout: `kvm-pmu-filter ${version}\n`, stderr: "" });
  t.like(jsonOf(await runHelper(["probe"])), { version });
});

const helps: readonly (readonly [readonly string[], string])[] = [
  [["--help"], "Usage: kvm-pmu-filter SUBCOMMAND [OPTION...]\n"],
  [["-h"], "Usage: kvm-pmu-filter SUBCOMMAND [OPTION...]\n"],
  [["probe", "--help"], "Usage: kvm-pmu-filter probe\n"],
  [["check", "--stream", "-h"], "Usage: kvm-pmu-filter check [OPTION...] < FILTER\n"],
];

for (const [args, usage] of helps) {
  testWithHelper(`${args.join(" ")} prints help, in lines that fit`, async (t) => {
    const { code, stdout, stderr } = await runHelper(args);
    t.deepEqual([code, stderr], [0, ""]);
    t.true(stdout.startsWith(usage));
    t.deepEqual(
      stdout.split("\n").filter((line) => line.length > 100),
      [],
    );
  });
}

const wrong: readonly (readonly [readonly string[], string | null])[] = [
  [[], null],
  [[""], null],
  [["prob"], null],
  [["--hel"], null],
  [["--stream", "check"], null],
  [["probe", "check"], "probe"],
  [["probe", "--stream"], "probe"],
  [["check", "-x"], "check"],
  [["check", "--"], "check"],
  [["check", "--input"], "check"],
  [["check", "--input="], "check"],
  [["check", "--input", "octal"], "check"],
  [["check", "--input-hex"], "check"],
  [["check", "--stream", "--input=hex"], "check"],
  [["check", "0000"], "check"],
];

for (const [args, command] of wrong) {
  testWithHelper(`wrong usage: ${JSON.stringify(args)}`, async (t) => {
    const ended = await runHelper(args);
    t.is(ended.code, 2);
    t.like(jsonOf(ended), { command, ok: false, error: { code: "USAGE_INVALID", errno: null } });
    t.regex(ended.stderr, /^kvm-pmu-filter: .* See kvm-pmu-filter --help\. \[USAGE_INVALID\]\n$/);
  });
}

testWithHelper(
  "what an argument holds does not reach the terminal nor break the JSON",
  async (t) => {
    const ended = await runHelper(['\u001b[2J"\\é\n']);
    t.regex(ended.stderr, /^[ -~]*\n$/);
    t.like(jsonOf(ended), {
      error: { message: 'There is no such subcommand: \u001b[2J"\\\ufffd\ufffd\n.' },
    });
  },
);
