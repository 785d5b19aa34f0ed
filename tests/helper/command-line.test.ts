import { readFileSync } from "node:fs";
import { testWithHelper } from "./helper-test.ts";
import { type HelperError, jsonOf, runHelper } from "./run-helper.ts";

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
  [["apply", "--help"], "Usage: kvm-pmu-filter apply "],
  [["clear", "--help"], "Usage: kvm-pmu-filter clear "],
  [["status", "--help"], "Usage: kvm-pmu-filter status "],
  [["exec", "--help"], "Usage: kvm-pmu-filter exec "],
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
  [["apply"], "apply"],
  [["apply", "--pid"], "apply"],
  [["apply", "--pid", "0"], "apply"],
  [["apply", "--pid", "-1"], "apply"],
  [["apply", "--pid", "2147483648"], "apply"],
  [["apply", "--pid", "1x"], "apply"],
  [["apply", "--pid", "1", "--name", "web"], "apply"],
  [["apply", "--pid", "1", "--start-time", "18446744073709551616"], "apply"],
  [["apply", "--pid", "1", "--vm-fd", ""], "apply"],
  [["apply", "--name="], "apply"],
  [["apply", "--pid", "1", "--stream"], "apply"],
  [["apply", "--pid", "1", "--owner", ""], "apply"],
  [["apply", "--pid", "1", "--owner", "a b"], "apply"],
  [["apply", "--pid", "1", "--owner", "a".repeat(65)], "apply"],
  [["apply", "--pid", "1", "--owner=\u00e9"], "apply"],
  [["apply", "--pid", "1", "--unit", "web1.service"], "apply"],
  [["apply", "--unit", "web1"], "apply"],
  [["apply", "--unit", "web1.slice/web1.service"], "apply"],
  [["clear"], "clear"],
  [["clear", "--pid", "1", "--unless-set"], "clear"],
  [["status", "--owner", "a"], "status"],
  [["clear", "--pid", "1", "--unchecked"], "clear"],
  [["status", "--vm-fd", "3"], "status"],
  [["status", "--start-time=3"], "status"],
  [["exec"], "exec"],
  [["exec", "--filter", "f"], "exec"],
  [["exec", "--filter", "f", "--"], "exec"],
  [["exec", "--", "true"], "exec"],
  [["exec", "--filter", "f", "--filters", "d", "--", "true"], "exec"],
  [["exec", "--filter", "f", "true"], "exec"],
];

for (const [args, command] of wrong) {
  testWithHelper(`wrong usage: ${JSON.stringify(args)}`, async (t) => {
    const ended = await runHelper(args);
    t.is(ended.code, 2);
    t.like(jsonOf(ended), { command, ok: false, error: { code: "USAGE_INVALID", errno: null } });
    const help = ["kvm-pmu-filter", ...(command === null ? [] : [command]), "--help"].join(" ");
    const line = new RegExp(`^kvm-pmu-filter: .* See ${help}\\. \\[USAGE_INVALID\\]\n$`);
    t.regex(ended.stderr, line);
    t.is((await runHelper(help.split(" ").slice(1))).code, 0);
  });
}

/* What is wrong with an option, in the message: its name, and what it takes. */
const wrongOptions: readonly (readonly [readonly string[], RegExp])[] = [
  [["apply", "--pid", "0"], /^--pid .* 1 to 2147483647, not 0\.$/],
  [["apply", "--vm-fd=-1"], /^--vm-fd .* 0 to 2147483647, not -1\.$/],
  [["apply", "--start-time", "now"], /^--start-time .* 1 to 18446744073709551615, not now\.$/],
  [["check", "--input", "octal"], /^--input .* not octal\.$/],
  [["check", "--input"], /^--input lacks /],
  [["check", "--input="], /^--input lacks /],
  [["apply", "--vm-fd", ""], /^--vm-fd lacks /],
  [["exec", "--filter", "--", "/bin/true"], /^--filter lacks /],
  [["exec", "--optional=1"], /^--optional takes no value/],
  [["apply", "--owner", "a/b"], /^--owner .* 64 .* not a\/b\.$/],
  [["status", "--unit", "web1"], /^--unit .* full name.* not web1\.$/],
  [["check", "--inputs"], /no such option.*--inputs/],
  [["check", "--pid", "1"], /no such option.*--pid/],
];

for (const [args, message] of wrongOptions) {
  testWithHelper(`the message for ${JSON.stringify(args)} names the option`, async (t) => {
    const { error } = jsonOf<{ error: HelperError }>(await runHelper(args));
    t.is(error.code, "USAGE_INVALID");
    t.regex(error.message, message);
  });
}

testWithHelper("the help of every subcommand ends with its option -h", async (t) => {
  for (const subcommand of ["check", "apply", "clear", "status", "exec"]) {
    const { stdout } = await runHelper([subcommand, "--help"]);
    const options = [...stdout.matchAll(/^ {2}(-[a-z-]+)/gm)].map(([, option]) => option);
    t.is(options.indexOf("-h"), options.length - 1, subcommand);
  }
});

testWithHelper(
  "what an argument holds does not reach the terminal nor break the JSON",
  async (t) => {
    const ended = await runHelper(['\u001b[2J"\\é\n']);
    t.regex(ended.stderr, /^[ -~]*\n$/);
    t.like(jsonOf(ended), {
      error: { message: 'There is no such subcommand: \u001b[2J"\\é\n.' },
    });
  },
);
