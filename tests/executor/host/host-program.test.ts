import { spawnSync } from "node:child_process";
import test from "ava";
import {
  bootstrap,
  hostProgram,
  hostProgramSource,
} from "../../../provider/executor/host/bootstrap.ts";
import { isInstalled, testEach } from "./shells.ts";

/** The program on stdin, for those who look at it only. */
const input = await hostProgramSource();

const titled = "shellcheck finds nothing in the host program";
if (isInstalled("shellcheck")) {
  test(titled, (t) => {
    const { stdout, status } = spawnSync("shellcheck", ["--shell=sh", "-"], {
      input,
      encoding: "utf8",
    });
    t.is(stdout, "");
    t.is(status, 0);
  });
} else {
  test.skip(`${titled} (shellcheck is not installed)`, (t) => t.fail());
}

testEach("the host program is grammar to it", (t, [program, ...args]) => {
  const { stderr, status } = spawnSync(program, [...args, "-n"], { input, encoding: "utf8" });
  t.is(stderr, "");
  t.is(status, 0);
});

test("the bootstrap may stand between single quotes on a command line", (t) => {
  t.false(/['\n]/.test(bootstrap));
});

test("what is sent is the script, up to a line with a dot", async (t) => {
  const sent = (await hostProgram()).split("\n");
  t.deepEqual(sent.slice(-3), ["main", ".", ""]);
  t.is(sent.indexOf("."), sent.length - 2);
  t.false(sent.some((line) => line.startsWith("#")));
  // Without its indentation it must mean the same: nothing in it may be a text of several lines.
  t.notRegex(input, /<</);
});
