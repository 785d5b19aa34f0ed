import test from "ava";
import { files } from "./files.ts";
import { runInMemory, runJson } from "./run-in-memory.ts";

/** File, event, and per counter: code, whether it counts, reason, deciders with their lines. */
const answers: readonly [
  string,
  string,
  readonly [string, boolean, string, readonly string[]][],
][] = [
  ["web.yaml", "branches", [["c4/00", true, "listed", ["c4/00 events[0] 4"]]]],
  ["web.yaml", "BRANCHES", [["c4/00", true, "listed", ["c4/00 events[0] 4"]]]],
  ["web.yaml", "c4/20", [["c4/20", false, "not-listed", []]]],
  ["web.yaml", "0xd0/0x83", [["d0/83", true, "listed", ["d0/00&7c events[2] 6"]]]],
  ["web.yaml", "fixed/0", [["fixed/0", true, "listed", ["fixed/0 fixedCounters[0] 7"]]]],
  [
    "web.yaml",
    "cycles",
    [
      ["3c/00", true, "listed", ["3c/00 events[1] 5"]],
      ["fixed/1", true, "listed", ["fixed/1 events[1] 5"]],
    ],
  ],
  ["web.yaml", "fixed:slots", [["fixed/3", false, "no-such-counter", []]]],
  ["web.yaml", "r20c4", [["c4/20", false, "not-listed", []]]],
  ["web.yaml", "cpu/event=0xc4/", [["c4/00", true, "listed", ["c4/00 events[0] 4"]]]],
  ["deny.yaml", "24/03", [["24/03", false, "listed", ["24/01&01 events[1] 5"]]]],
  ["deny.yaml", "24/21", [["24/21", true, "excluded", ["!24/21 events[2] 6"]]]],
  ["deny.yaml", "24/02", [["24/02", true, "not-listed", []]]],
  ["object.json", "c4/00", [["c4/00", true, "listed", ["c4/00 events[0] "]]]],
  ["stray.hex", "c5/00", [["c5/00", false, "not-listed", []]]],
  ["libvirt.log", "c5/00", [["c5/00", true, "no-filter", []]]],
  ["arm.yaml", "0x24", [["0024", true, "listed", ["0023-0024 events[1] 5"]]]],
  ["arm.yaml", "0025", [["0025", false, "not-listed", []]]],
  ["qemu.txt", "0x30", [["0030", false, "not-listed", ["0030 call 3 "]]]],
  ["qemu.txt", "0x31", [["0031", true, "listed", ["0030-003f call 2 "]]]],
  ["qemu.txt", "0x1e", [["001e", true, "never-filtered", []]]],
  ["qemu.txt", "cycles", [["0011", true, "listed", ["0011 call 1 "]]]],
];

interface Counter {
  readonly code: string;
  readonly counts: boolean;
  readonly reason: string;
  readonly deciders: readonly {
    readonly entry: string;
    readonly parts: readonly { readonly label: string; readonly line?: number }[];
  }[];
}

for (const [file, event, expected] of answers) {
  test(`explain ${file} ${event}`, async (t) => {
    const { exitCode, json } = await runJson(["explain", file, event], { files });
    t.is(exitCode, 0);
    const counters = (json.events[0].counters as readonly Counter[]).map(
      ({ code, counts, reason, deciders }) => [
        code,
        counts,
        reason,
        deciders.flatMap(({ entry, parts }) =>
          parts.map(({ label, line = "" }) => `${entry} ${label} ${line}`),
        ),
      ],
    );
    t.deepEqual(counters, expected as unknown as typeof counters);
  });
}

const expectations: readonly [string, readonly string[], number][] = [
  ["count", ["branches", "cycles"], 0],
  ["count", ["branches", "c5/00"], 1],
  ["no-count", ["c5/00", "fixed:slots"], 0],
  ["no-count", ["c5/00", "branches"], 1],
];

for (const [expected, events, code] of expectations) {
  test(`--expect ${expected} of ${events.join(" and ")} exits with ${code}`, async (t) => {
    const args = ["explain", "--expect", expected, "web.yaml", ...events];
    t.is((await runInMemory(args, { files })).exitCode, code);
  });
}

test("arm64: an event without its PMCEID bit is told", async (t) => {
  const { json } = await runJson(["explain", "qemu.txt", "0x1e", "0x11"], { files });
  const told = json.events.map(
    ({ counters }: { counters: readonly { notSupported?: boolean }[] }) =>
      counters[0]?.notSupported,
  );
  t.deepEqual(told, [true, undefined]);
});

test("an entry that a preset lists is told by the preset", async (t) => {
  const stdin = "action: allow\ncpus: [SPR]\npresets: [architectural]\n";
  const { json } = await runJson(["explain", "-", "branches"], { stdin });
  t.deepEqual(json.events[0].counters[0].deciders[0].parts, [{ label: "presets[0]", line: 3 }]);
});

const bad: readonly [string, string, string][] = [
  ["A:0x11-0x11", "17", "USAGE_INVALID"],
  ["A:0x11-0x11", "0", "USAGE_INVALID"],
  ["A:0x11-0x11", "011", "USAGE_INVALID"],
  ["action: deny\n", "c4/100", "UMASK_OUT_OF_RANGE"],
  ["action: deny\n", `r${"f".repeat(20)}`, "PERF_EVENT_INVALID"],
];

for (const [stdin, event, code] of bad) {
  test(`the event ${event} is refused with ${code}`, async (t) => {
    const { exitCode, json } = await runJson(["explain", "-", event], { stdin });
    t.is(exitCode, 2);
    t.is(json.problems[0].code, code);
  });
}
