import test from "ava";
import { cpus } from "../../provider/catalog/cpu.ts";
import { findEvents } from "../../provider/cli/search/find-events.ts";
import { patternOf } from "../../provider/cli/search/pattern.ts";
import { runInMemory, runJson } from "./run-in-memory.ts";

const patterns: readonly [string, string, boolean][] = [
  ["branch", "branch-misses", true],
  ["MISS", "branch-misses", true],
  ["branch*", "branch-misses", true],
  ["*branch", "branch-misses", false],
  ["branch-misse?", "branch-misses", true],
  ["branch-misses?", "branch-misses", false],
  ["c4/*", "c4/20", true],
  ["a.b", "a.b", true],
  ["a.?", "aXb", false],
  ["[a]*", "[a]b", true],
];

for (const [pattern, text, matches] of patterns) {
  test(`${pattern} ${matches ? "matches" : "does not match"} ${text}`, (t) => {
    t.is(patternOf(pattern)(text), matches);
  });
}

test("events of several CPUs are one where they mean the same", async (t) => {
  const { json } = await runJson(["events", "branches", "--cpu", "zen4,zen3,SPR"]);
  const found = json.events.filter(({ name }: { name: string }) => name === "branches");
  t.deepEqual(
    found.map(({ codes, cpus: on }: Record<string, unknown>) => ({ codes, on })),
    [
      { codes: ["c4/00"], on: ["SPR"] },
      { codes: ["c2/00"], on: ["zen4", "zen3"] },
    ],
  );
});

test("events are found by code", async (t) => {
  const { json } = await runJson(["events", "c2/00", "--cpu", "amd"]);
  t.deepEqual(
    json.events.map(({ name }: { name: string }) => name),
    ["branch-instructions", "branches"],
  );
});

test("every event that is found has a code, a fixed counter, or a reason why not", (t) => {
  for (const cpu of cpus()) {
    const found = findEvents("*", [cpu]);
    t.true(found.length > 0);
    t.deepEqual(
      found.filter(
        ({ codes, fixedCounter, unusable }) =>
          codes.length === 0 && fixedCounter === undefined && unusable === undefined,
      ),
      [],
    );
  }
});

test("--cpus lists every CPU with the source of its table", async (t) => {
  const { json } = await runJson(["events", "--cpus"]);
  t.deepEqual(
    json.cpus.map(({ name }: { name: string }) => name),
    cpus().map(({ name }) => name),
  );
  const spr = json.cpus.find(({ name }: { name: string }) => name === "SPR");
  t.true(spr.events > 100);
  t.deepEqual(spr.identities, ["GenuineIntel-6-8F"]);
  t.is(typeof spr.source, "string");
});

test("host is the machine's CPU", async (t) => {
  const cpuinfo = "vendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 143\nstepping\t: 8\n";
  const { json } = await runJson(["events", "branches", "--cpu", "host"], {
    files: { "/proc/cpuinfo": cpuinfo },
  });
  t.deepEqual(json.events.at(-1).cpus, ["SPR"]);
});

test("nothing found exits with 1", async (t) => {
  const { exitCode, stdout, stderr } = await runInMemory(["events", "nonsense", "--cpu", "intel"]);
  t.is(exitCode, 1);
  t.is(stdout, "");
  t.not(stderr, "");
});
