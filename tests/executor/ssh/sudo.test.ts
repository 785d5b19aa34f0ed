import test from "ava";
import { SshHosts } from "../../../provider/executor/ssh/ssh-hosts.ts";
import { findExecutable } from "../../../toolchain/executable.js";
import { ran, refusalOf, transportOf } from "./reached.ts";
import { missingSshd, startSshd } from "./sshd.ts";
import { cannotMakeUsers, newUser } from "./users.ts";

const sudo = findExecutable("sudo", "/usr/bin:/bin") ? undefined : "there is no sudo";
const why = missingSshd() ?? cannotMakeUsers() ?? sudo;
const real = why === undefined ? test : test.skip;
const note = why === undefined ? "" : ` (${why})`;

interface SudoCase {
  readonly title: string;
  readonly sudo?: string;
  /** What is given for sudo; the login is by key. */
  readonly password?: "right" | "wrong";
  readonly denied?: true;
}

const cases: readonly SudoCase[] = [
  { title: "NOPASSWD without a password", sudo: "ALL=(ALL) NOPASSWD: ALL" },
  { title: "NOPASSWD with a password", sudo: "ALL=(ALL) NOPASSWD: ALL", password: "right" },
  { title: "the right password", sudo: "ALL=(ALL) ALL", password: "right" },
  { title: "a wrong password", sudo: "ALL=(ALL) ALL", password: "wrong", denied: true },
  { title: "no password where one is needed", sudo: "ALL=(ALL) ALL", denied: true },
  { title: "no rights", password: "right", denied: true },
  { title: "no rights for sh", sudo: "ALL=(ALL) NOPASSWD: /bin/true", denied: true },
];

for (const { title, sudo: rights, password, denied } of cases) {
  real(`sudo: ${title} ${denied ? "is SUDO_DENIED" : "makes root"}${note}`, async (t) => {
    const sshd = await startSshd(t);
    const user = newUser(t, rights === undefined ? {} : { sudo: rights });
    const secret = { right: user.password, wrong: "wrong-word-x7" };
    const transport = transportOf(t, {
      ...sshd.connection,
      user: user.name,
      sudo: true,
      ...(password === undefined ? {} : { password: secret[password] }),
    });
    const running = ran(transport, "id -un; cat", "data\n");
    if (denied) {
      const error = await refusalOf(running);
      t.is(error.code, "SUDO_DENIED");
      t.false(error.describe().includes(user.password));
      t.false(error.describe().includes("wrong-word-x7"));
      return;
    }
    t.is(await running, "root\ndata\n");
  });
}

real(`sudo: root needs none${note}`, async (t) => {
  const sshd = await startSshd(t);
  const transport = transportOf(t, { ...sshd.connection, sudo: true, password: "unneeded" });
  t.is(await ran(transport, "id -un; cat", "data\n"), "root\ndata\n");
});

real(`with and without sudo, a host is logged in to once${note}`, async (t) => {
  const sshd = await startSshd(t);
  const hosts = new SshHosts();
  t.teardown(() => hosts.close());
  const both = [false, true].map((sudo) => hosts.transport({ ...sshd.connection, sudo }, "host"));
  await Promise.all(both.map((transport) => ran(transport)));
  t.is(sshd.logins(), 1);
});

test("hosts of one name take turns, whatever the user, and only they", async (t) => {
  const hosts = new SshHosts();
  t.teardown(() => hosts.close());
  const [first, second, other] = [
    hosts.transport({ host: "a" }, "a"),
    hosts.transport({ host: "a", user: "ops", sudo: true }, "a"),
    hosts.transport({ host: "b" }, "b"),
  ];
  const seen: string[] = [];
  const end = Promise.withResolvers<void>();
  const work = [
    first.inTurn?.(() => end.promise.then(() => seen.push("first"))),
    second.inTurn?.(async () => seen.push("second")),
  ];
  await other.inTurn?.(async () => seen.push("other"));
  end.resolve();
  await Promise.all(work);
  t.deepEqual(seen, ["other", "first", "second"]);
});

test("what the host says is quoted without secrets and control characters", (t) => {
  const hosts = new SshHosts();
  const secrets = { password: "word-x7", privateKeyPassword: "pass-x7" };
  const transport = hosts.transport({ host: "a", ...secrets }, "a");
  const said = "sh: word-x7: not found\u001b[2J\u009b2J, pass-x7";
  t.is(transport.conceal?.(said), "sh: [secret]: not found[2J2J, [secret]");
});
