import test from "ava";
import { readTapLine } from "../../toolchain/tap.ts";

const cases = [
  ["ok 1 - adds up", { kind: "passed", title: "adds up" }],
  ["not ok 12 - room › adds up", { kind: "failed", title: "room › adds up" }],
  ["ok 2 - needs KVM # SKIP", { kind: "skipped", title: "needs KVM" }],
  ["not ok 3 - one day # TODO", { kind: "todo", title: "one day" }],
  ["ok 4 - a # SKIP in the middle", { kind: "passed", title: "a # SKIP in the middle" }],
  ["# pass 12", { kind: "total", name: "pass", count: 12 }],
  ["# fail 0", { kind: "total", name: "fail", count: 0 }],
  ["# skip 1", { kind: "total", name: "skip", count: 1 }],
  ["TAP version 13", { kind: "structure" }],
  ["1..12", { kind: "structure" }],
  ["# tests 12", { kind: "structure" }],
  ["", { kind: "structure" }],
  ["  ---", { kind: "text", text: "  ---" }],
  ["#   logged", { kind: "text", text: "#   logged" }],
  ["    ok 1 - inside of details", { kind: "text", text: "    ok 1 - inside of details" }],
] as const;

for (const [line, expected] of cases) {
  test(`TAP line "${line}"`, (t) => {
    t.deepEqual(readTapLine(line), expected);
  });
}
