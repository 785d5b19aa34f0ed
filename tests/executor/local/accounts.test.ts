import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import test, { type ImplementationFn } from "ava";
import { ask, hostWith } from "../host/shells.ts";
import { everythingIn, scratch } from "../scratch.ts";
import { carryOut, putting } from "./carry-out.ts";

/** The number of an account, as this machine's name service says. */
function numberOf(database: "passwd" | "group", name: string): number | undefined {
  const { stdout, status } = spawnSync("getent", [database, name], { encoding: "utf8" });
  return status === 0 ? Number(stdout.split(":")[2]) : undefined;
}

const uid = numberOf("passwd", "nobody");
const group = ["nogroup", "nobody"].find((name) => numberOf("group", name) !== undefined) ?? "";
const gid = numberOf("group", group);

/** Registers a test that gives files to others, or a skip that says why. */
function testGiving(title: string, body: ImplementationFn<[]>): void {
  if (process.getuid?.() !== 0) test.skip(`${title} (only root may give files away)`, body);
  else if (uid === undefined || gid === undefined) test.skip(`${title} (there is no nobody)`, body);
  else test(title, body);
}

testGiving("a file has its owner and group, by name", async (t) => {
  const path = join(scratch(t), "web.args");
  t.is(await carryOut(putting({ path, text: "text\n", owner: "nobody", group })), "done");
  t.like(statSync(path), { uid, gid });
});

testGiving("a file has its owner and group, by number", async (t) => {
  const path = join(scratch(t), "web.args");
  const accounts = { owner: "12345", group: "23456", mode: "0640" };
  t.is(await carryOut(putting({ path, text: "text\n", ...accounts })), "done");
  const { mode, ...found } = statSync(path);
  t.like(found, { uid: 12345, gid: 23456 });
  t.is(mode & 0o7777, 0o640);
});

testGiving("an owner alone leaves the group as it is", async (t) => {
  const path = join(scratch(t), "web.args");
  t.is(await carryOut(putting({ path, text: "text\n", owner: "nobody" })), "done");
  t.like(statSync(path), { uid, gid: process.getgid?.() });
});

testGiving("accounts are read by number, and by name where asked", async (t) => {
  const path = join(scratch(t), "web.args");
  t.is(await carryOut(putting({ path, text: "text\n", owner: "nobody", group })), "done");
  const [plain, named] = await ask(hostWith(), [
    { op: "readFile", path, accounts: false },
    { op: "readFile", path, accounts: true },
  ]);
  t.like(plain, { kind: "file", file: { owner: [String(uid)], group: [String(gid)] } });
  t.like(named, {
    kind: "file",
    file: { owner: [String(uid), "nobody"], group: [String(gid), group] },
  });
});

testGiving("a number without a name is read as that number", async (t) => {
  const path = join(scratch(t), "web.args");
  const accounts = { owner: "3000001", group: "3000002" };
  t.is(await carryOut(putting({ path, text: "text\n", ...accounts })), "done");
  const [read] = await ask(hostWith(), [{ op: "readFile", path, accounts: true }]);
  t.like(read, { kind: "file", file: { owner: ["3000001"], group: ["3000002"] } });
});

for (const account of ["owner", "group"]) {
  test(`an unknown ${account}: nothing is written`, async (t) => {
    const directory = scratch(t);
    const second = { path: join(directory, "web.args"), [account]: "no-such-account" };
    const files = [
      { path: join(directory, "first"), text: "1\n" },
      { text: "2\n", ...second },
    ];
    t.is(await carryOut(putting(...files)), "account-unknown");
    t.deepEqual(everythingIn(directory), []);
  });
}
