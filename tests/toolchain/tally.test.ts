import test from "ava";
import { addTallies, tallyAva, tallyCheck } from "../../toolchain/tally.ts";
import { readTapLine } from "../../toolchain/tap.ts";

const lines = (...text: readonly string[]) => text.map(readTapLine);

test("passed, failed and skipped tests", (t) => {
  const run = ["ok 1 - a", "not ok 2 - b", "ok 3 - c # SKIP", "# pass 1", "# skip 1", "# fail 1"];
  t.deepEqual(tallyAva(lines(...run), 1), {
    passed: 1,
    failed: 1,
    skipped: 1,
    failures: ["b"],
    skips: ["c"],
  });
});

test("a test to do counts as skipped, though AVA counts it as failed", (t) => {
  const run = ["ok 1 - a", "not ok 2 - b # TODO", "# pass 1", "# fail 1"];
  const { passed, failed, skipped } = tallyAva(lines(...run), 0);
  t.deepEqual([passed, failed, skipped], [1, 0, 1]);
});

test("tests that never ran count as failed", (t) => {
  const run = ["ok 1 - a", "not ok 2 - x.test.ts exited", "# pass 1", "# fail 4"];
  t.is(tallyAva(lines(...run), 1).failed, 4);
});

const crashes = [
  ["no output", [], 1],
  ["an end in the middle", ["TAP version 13", "ok 1 - a"], 0],
  ["no test", ["# pass 0", "# fail 0"], 0],
  ["an exit code without a failed test", ["ok 1 - a", "# pass 1", "# fail 0"], 1],
] as const;

for (const [name, run, exitCode] of crashes) {
  test(`${name} is a failure`, (t) => {
    const tally = tallyAva(lines(...run), exitCode);
    t.is(tally.failed, 1);
    t.is(tally.failures.length, 1);
  });
}

test("tallies add up", (t) => {
  const sum = addTallies([tallyCheck("a", true), tallyCheck("b", false), tallyCheck("c", true)]);
  t.deepEqual(sum, { passed: 2, failed: 1, skipped: 0, failures: ["b"], skips: [] });
});
