import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import test, { type ImplementationFn } from "ava";
import { localExecutor } from "../../../provider/executor/local/local-executor.ts";
import { never, planOf, write } from "../plans.ts";
import { failed } from "../refusal.ts";
import { everythingIn, scratch } from "../scratch.ts";

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
  await localExecutor.carryOut(planOf(write(path, "text", { owner: "nobody", group })), never);
  t.like(statSync(path), { uid, gid });
});

testGiving("a file has its owner and group, by number", async (t) => {
  const path = join(scratch(t), "web.args");
  const accounts = { owner: "12345", group: "23456", mode: "0640" };
  await localExecutor.carryOut(planOf(write(path, "text", accounts)), never);
  const { mode, ...found } = statSync(path);
  t.like(found, { uid: 12345, gid: 23456 });
  t.is(mode & 0o7777, 0o640);
});

testGiving("an owner alone leaves the group as it is", async (t) => {
  const path = join(scratch(t), "web.args");
  await localExecutor.carryOut(planOf(write(path, "text", { owner: "nobody" })), never);
  t.like(statSync(path), { uid, gid: process.getgid?.() });
});

testGiving("accounts are read by number, and by name where asked", async (t) => {
  const path = join(scratch(t), "web.args");
  await localExecutor.carryOut(planOf(write(path, "text", { owner: "nobody", group })), never);
  const [plain, named] = await localExecutor.read(
    [
      { path, accounts: false },
      { path, accounts: true },
    ],
    never,
  );
  t.like(plain, { kind: "file", file: { owner: [String(uid)], group: [String(gid)] } });
  t.like(named, {
    kind: "file",
    file: { owner: [String(uid), "nobody"], group: [String(gid), group] },
  });
});

testGiving("a number without a name is read as that number", async (t) => {
  const path = join(scratch(t), "web.args");
  const accounts = { owner: "3000001", group: "3000002" };
  await localExecutor.carryOut(planOf(write(path, "text", accounts)), never);
  const [read] = await localExecutor.read([{ path, accounts: true }], never);
  t.like(read, { kind: "file", file: { owner: ["3000001"], group: ["3000002"] } });
});

for (const account of ["owner", "group"]) {
  test(`an unknown ${account}: nothing is written`, async (t) => {
    const directory = scratch(t);
    const step = write(join(directory, "web.args"), "text", { [account]: "no-such-account" });
    const plan = planOf(write(join(directory, "first"), "1"), step);
    await failed(t, "ACCOUNT_UNKNOWN", localExecutor.carryOut(plan, never));
    t.deepEqual(everythingIn(directory), []);
  });
}
