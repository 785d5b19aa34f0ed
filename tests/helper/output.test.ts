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
