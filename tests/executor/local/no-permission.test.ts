import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { giveToSomebody, somebody, whyNobody } from "../host/fake-helper.ts";
import { ask, hostWith, kinds, type Shell, shells, testEach } from "../host/shells.ts";
import { everythingIn, scratch } from "../scratch.ts";
import { carryOut, putting, removing } from "./carry-out.ts";

const among: readonly Shell[] = whyNobody === undefined ? shells : [];

/** A directory of this mode that everybody can come to. */
function directoryFor(t: ExecutionContext, mode: number): string {
  const place = scratch(t);
  chmodSync(place, 0o755);
  const directory = join(place, "etc");
  mkdirSync(directory);
  giveToSomebody(directory);
  chmodSync(directory, mode);
  return directory;
}

testEach(
  "a directory that one may not write: told, and nothing is changed",
  async (t, shell) => {
    const directory = directoryFor(t, 0o755);
    const path = join(directory, "web.args");
    writeFileSync(path, "old");
    chmodSync(directory, 0o555);
    const as = somebody(t, shell).shell;
    t.is(await carryOut(putting({ path, text: "new\n" }), as), "permission");
    t.is(await carryOut(removing(path), as), "permission");
    t.is(readFileSync(path, "utf8"), "old");
    t.deepEqual(everythingIn(directory), ["web.args"]);
    chmodSync(directory, 0o755);
  },
  among,
);

testEach(
  "a file that one may not read is not absent",
  async (t, shell) => {
    const directory = directoryFor(t, 0o755);
    const path = join(directory, "web.args");
    writeFileSync(path, "text", { mode: 0o000 });
    giveToSomebody(path);
    const host = hostWith(somebody(t, shell).shell);
    const read = async (path: string) =>
      kinds(await ask(host, [{ op: "readFile", path, accounts: false }]))[0];
    t.is(await read(path), "permission");
    chmodSync(directory, 0o000);
    t.is(await read(path), "permission");
    t.is(await read(join(directory, "gone")), "permission");
    t.is(await read(join(directory, "gone", "too")), "permission");
    chmodSync(directory, 0o755);
  },
  among,
);

testEach(
  "giving a file away without the right: told, and nothing is left",
  async (t, shell) => {
    const directory = directoryFor(t, 0o777);
    const file = { path: join(directory, "web.args"), text: "new\n", owner: "0" };
    t.is(await carryOut(putting(file), somebody(t, shell).shell), "permission");
    t.deepEqual(everythingIn(directory), []);
  },
  among,
);

testEach(
  "a directory that one may write is enough",
  async (t, shell) => {
    const directory = directoryFor(t, 0o700);
    const path = join(directory, "web.args");
    t.is(await carryOut(putting({ path, text: "new\n" }), somebody(t, shell).shell), "done");
    t.is(readFileSync(path, "utf8"), "new\n");
  },
  among,
);
