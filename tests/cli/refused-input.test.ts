import test from "ava";
import { runInMemory, runJson } from "./run-in-memory.ts";

const codesOf = async (stdin: string) => {
  const { json } = await runJson(["lint"], { stdin });
  return (json.problems as readonly { code: string; line?: number; column?: number }[]).map(
    ({ code, line, column }) => `${line}:${column} ${code}`,
  );
};

for (const number of ["010", "00", "089", "-07"]) {
  test(`the number ${number} is refused at its place`, async (t) => {
    const stdin = `action: deny\nevents:\n  - {select: "0xc4", umask: ${number}}\n`;
    t.true((await codesOf(stdin)).includes("3:29 INPUT_SYNTAX"));
  });
}

test("a number with a leading zero is fine in another resource, and as a string", async (t) => {
  const stdin = `resources:
  other: {type: x:Y, properties: {mode: 0644}}
  web: {type: "pmufilter:PmuFilter", properties: {action: deny, qemuId: "a010"}}
`;
  t.is((await runInMemory(["decode"], { stdin })).exitCode, 0);
});

test("a leading zero behind an alias is refused once", async (t) => {
  const stdin = "action: deny\nevents: [{select: &n 010, umask: *n}]\n";
  t.deepEqual(await codesOf(stdin), ["2:22 INPUT_SYNTAX"]);
});

test("names are judged beside values that cannot be decoded", async (t) => {
  const stdin = `action: deny
cpus: [intel]
events:
  - {select: 0x1000, umask: 0}
  - name: branchs
`;
  t.deepEqual(await codesOf(stdin), ["4:14 NUMBER_OUT_OF_RANGE", "5:11 EVENT_NAME_UNKNOWN"]);
});

const noFilters: readonly [string, string][] = [
  ["prose", "# Title\n\nText, with `-accel kvm`.\n\n```\na: b\n  c\n"],
  [
    "prose about options",
    "The option -accel kvm,pmu-filter=f0 of QEMU.\nIt isn't in any release.\n",
  ],
  ["a shell's command line", "bash\0-c\0echo -accel\0"],
  ["text with NULs", "hello\0world\0"],
  ["a misspelt VMM", "qemu-systm-x86_64 -acel kvm\n"],
];

for (const [what, stdin] of noFilters) {
  test(`no filter is read from ${what}`, async (t) => {
    const { exitCode, json } = await runJson(["decode"], { stdin });
    t.is(exitCode, 2);
    t.deepEqual(
      json.problems.map(({ code }: { code: string }) => code),
      ["INPUT_UNKNOWN"],
    );
  });
}

test("the form of many lines without any is told", async (t) => {
  const stdin = `# a\n${"\n".repeat(5_000)}x`;
  t.is((await runInMemory(["decode"], { stdin })).exitCode, 2);
});

test("usage errors are JSON, too", async (t) => {
  const { exitCode, json } = await runJson(["lint", "--form", "yaml"]);
  t.is(exitCode, 2);
  t.deepEqual([json.command, json.problems[0].code], ["lint", "USAGE_INVALID"]);
});
