import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import test, { type ExecutionContext } from "ava";
import { bootstrap } from "../../../provider/executor/host/bootstrap.ts";
import type { HostOperation } from "../../../provider/target/host-operation.ts";
import { failed } from "../refusal.ts";
import { everythingIn, scratch } from "../scratch.ts";
import { lockPlaces, withOwnLock } from "./own-lock.ts";
import { requestText } from "./request-text.ts";
import { ask, hostWith, kinds, type Shell, testEach } from "./shells.ts";

const resource = "r1";

function stage(path: string, text: string): HostOperation {
  return { op: "stageFile", path, text, mode: "0644", resource };
}

function put(path: string, text: string): readonly HostOperation[] {
  return [stage(path, text), { op: "commit" }];
}

/** Starts a request that stages a file and then waits for more, with the host's lock. */
async function holder(t: ExecutionContext, shell: Shell, path: string): Promise<ChildProcess> {
  const [program, ...args] = withOwnLock(shell);
  const child = spawn(program, [...args, "-c", bootstrap], { stdio: ["pipe", "pipe", "inherit"] });
  t.teardown(() => child.kill("SIGKILL"));
  const text = await requestText([stage(path, "half done\n")], { who: "holder@there" });
  child.stdin?.write(text.slice(0, text.lastIndexOf("end\n")));
  let stdout = "";
  for await (const chunk of child.stdout ?? []) {
    stdout += chunk;
    if (stdout.includes(" done\n")) break;
  }
  t.true(existsSync(stagedBeside(path)));
  t.is(processOfLock(), child.pid);
  return child;
}

function stagedBeside(path: string): string {
  return path.replace(/([^/]+)$/, `.$1.${resource}.tmp`);
}

/** Where the lock is. */
function lockFile(): string {
  const files = lockPlaces.map((place) => join(place, `pmufilter-${process.getuid?.()}`, "lock"));
  return files.find((file) => existsSync(file)) ?? "";
}

/** The process that holds the lock, by the test's own look. */
function processOfLock(): number | undefined {
  for (const place of lockPlaces) {
    try {
      const file = join(place, `pmufilter-${process.getuid?.()}`, "lock");
      return Number(readFileSync(file, "utf8").split("\n")[0]);
    } catch {
      // It is not there.
    }
  }
  return undefined;
}

// One after the other: the lock is the whole host's.
for (const shell of [["dash"], ["bash"], ["busybox", "sh"]] as const) {
  test.serial(`${shell[0]}: a lock that is held: told by whom, and nothing is done`, async (t) => {
    const directory = scratch(t);
    const child = await holder(t, shell, join(directory, "held"));
    const host = hostWith(withOwnLock(shell), { lockWait: 1 });
    const path = join(directory, "web.args");
    const error = await failed(t, "HOST_LOCKED", ask(host, put(path, "1\n")));
    t.true(error.message.includes("holder@there"), error.message);
    t.false(existsSync(path));
    const reading = await ask(host, [{ op: "readFile", path, accounts: false }]);
    t.deepEqual(kinds(reading), ["absent"]);
    child.stdin?.end();
    await once(child, "exit");
    t.deepEqual(everythingIn(directory), []);
    await ask(host, put(path, "2\n"));
    t.is(readFileSync(path, "utf8"), "2\n");
  });

  test.serial(`${shell[0]}: one who waits goes on when the lock is free`, async (t) => {
    const directory = scratch(t);
    const child = await holder(t, shell, join(directory, "held"));
    const path = join(directory, "web.args");
    const waiting = ask(hostWith(withOwnLock(shell)), put(path, "1\n"));
    await setTimeout(300);
    t.false(existsSync(path));
    child.stdin?.end();
    await waiting;
    t.is(readFileSync(path, "utf8"), "1\n");
  });

  test.serial(`${shell[0]}: the lock of one who was killed is taken over`, async (t) => {
    const directory = scratch(t);
    const path = join(directory, "web.args");
    const child = await holder(t, shell, path);
    child.kill("SIGKILL");
    await once(child, "exit");
    t.true(existsSync(stagedBeside(path)));
    await ask(hostWith(withOwnLock(shell), { lockWait: 5 }), put(path, "1\n"));
    t.is(readFileSync(path, "utf8"), "1\n");
    t.deepEqual(everythingIn(directory), ["web.args"]);
  });

  test.serial(`${shell[0]}: a lock that nobody can read is taken over`, async (t) => {
    const directory = scratch(t);
    const path = join(directory, "web.args");
    const child = await holder(t, shell, join(directory, "held"));
    const lock = lockFile();
    child.kill("SIGKILL");
    await once(child, "exit");
    writeFileSync(lock, "");
    await ask(hostWith(withOwnLock(shell), { lockWait: 10 }), put(path, "1\n"));
    t.is(readFileSync(path, "utf8"), "1\n");
  });

  test.serial(`${shell[0]}: one who was killed while taking over is no hindrance`, async (t) => {
    const directory = scratch(t);
    const path = join(directory, "web.args");
    const child = await holder(t, shell, join(directory, "held"));
    const lock = lockFile();
    child.kill("SIGKILL");
    await once(child, "exit");
    // The one who came after it, and has gone as well.
    const lines = readFileSync(lock, "utf8").split("\n");
    const after = join(dirname(lock), `after.${lines[5]}`);
    writeFileSync(after, lines.with(5, "another").join("\n"));
    await ask(hostWith(withOwnLock(shell), { lockWait: 10 }), put(path, "1\n"));
    t.is(readFileSync(path, "utf8"), "1\n");
    t.deepEqual(
      everythingIn(dirname(lock)).filter((name) => name.startsWith("after.")),
      [],
    );
  });

  test.serial(`${shell[0]}: a lock of another container is not taken over`, async (t) => {
    const directory = scratch(t);
    const path = join(directory, "web.args");
    const child = await holder(t, shell, join(directory, "held"));
    const lock = lockFile();
    child.kill("SIGKILL");
    await once(child, "exit");
    const lines = readFileSync(lock, "utf8").split("\n");
    writeFileSync(lock, lines.with(6, "pid:[1]").join("\n"));
    t.teardown(() => rmSync(lock, { force: true }));
    await failed(
      t,
      "HOST_LOCKED",
      ask(hostWith(withOwnLock(shell), { lockWait: 1 }), put(path, "1\n")),
    );
    t.false(existsSync(path));
    rmSync(lock);
  });

  for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"] as const) {
    test.serial(`${shell[0]}: ended by ${signal}: tidied up, and the lock is free`, async (t) => {
      const directory = scratch(t);
      const child = await holder(t, shell, join(directory, "held"));
      child.kill(signal);
      await once(child, "exit");
      t.deepEqual(everythingIn(directory), []);
      t.not(processOfLock(), child.pid);
    });
  }
}

testEach("many at once: each has its turn", async (t, shell) => {
  const directory = scratch(t);
  const path = join(directory, "web.args");
  const all = Array.from({ length: 5 }, (_, index) => index);
  const answers = await Promise.all(
    all.map((index) => ask(hostWith(withOwnLock(shell)), put(path, `${index}\n`.repeat(1000)))),
  );
  for (const answer of answers) t.deepEqual(kinds(answer), ["done", "done"]);
  t.true(all.some((index) => readFileSync(path, "utf8") === `${index}\n`.repeat(1000)));
  t.deepEqual(everythingIn(directory), ["web.args"]);
});
