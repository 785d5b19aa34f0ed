import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readReply } from "../../../provider/executor/host/answer.ts";
import { bootstrap, hostProgram } from "../../../provider/executor/host/bootstrap.ts";
import type { HostOperation } from "../../../provider/target/host-operation.ts";
import { everythingIn, scratch } from "../scratch.ts";
import { withOwnLock } from "./own-lock.ts";
import { nonce, requestText } from "./request-text.ts";
import { type Shell, testEach } from "./shells.ts";

const resource = "r1";
const mode = "0644";

function operationsIn(directory: string): readonly HostOperation[] {
  return [
    { op: "stageFile", path: join(directory, "a"), text: "new\nnew\n", mode, resource },
    { op: "stageFile", path: join(directory, "b"), text: "new\n", mode, resource },
    { op: "commit" },
    { op: "removeFile", path: join(directory, "c") },
  ];
}

function runWith(shell: Shell, input: string) {
  const [program, ...args] = withOwnLock(shell);
  return spawnSync(program, [...args, "-c", bootstrap], { input, encoding: "utf8" });
}

testEach(
  "a request that ends early: nothing is half done, and the lock is free",
  async (t, shell) => {
    const directory = scratch(t);
    const reset = () => {
      for (const name of ["a", "b", "c"]) writeFileSync(join(directory, name), "old\n");
    };
    const operations = operationsIn(directory);
    const script = await hostProgram();
    const text = (await requestText(operations)).slice(script.length);
    const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
    // With a line without its end as well, for one of them.
    const placesIn = (end: number) => (shell[0] === "dash" ? [end, end + 1] : [end + 1]);
    for (const end of ends.slice(0, -1).flatMap(placesIn)) {
      reset();
      const cut = text.slice(0, end);
      const { stdout } = runWith(shell, script + cut);
      const reply = readReply(stdout, nonce, [operations]);
      t.true(reply.kind === "not-begun" || (reply.kind === "answered" && reply.lost), cut);
      const committed = cut.includes("\ncommit\n");
      t.is(readFileSync(join(directory, "a"), "utf8"), committed ? "new\nnew\n" : "old\n", cut);
      t.is(readFileSync(join(directory, "b"), "utf8"), committed ? "new\n" : "old\n", cut);
      const names = everythingIn(directory);
      // Its path is the last field of its operation.
      const removed = cut.endsWith(`${join(directory, "c")}\n`);
      t.deepEqual(names, removed ? ["a", "b"] : ["a", "b", "c"], cut);
    }
    reset();
    const whole = readReply(runWith(shell, script + text).stdout, nonce, [operations]);
    t.like(whole, { kind: "answered", lost: false });
    t.deepEqual(everythingIn(directory), ["a", "b"]);
  },
);

testEach("a script that arrives in part does nothing", async (t, shell) => {
  const directory = scratch(t);
  const script = await hostProgram();
  const ends = [...script.matchAll(/\n/g)].map(({ index }) => index + 1).slice(0, -1);
  const last = ends.slice(-3);
  for (const end of [...ends.filter((_, index) => index % 60 === 0), ...last.slice(0, -1)]) {
    const { stdout } = runWith(shell, script.slice(0, end));
    t.is(stdout, "");
  }
  t.deepEqual(everythingIn(directory), []);
});
