import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { SshHosts } from "../../../provider/executor/ssh/ssh-hosts.ts";
import { findExecutable } from "../../../toolchain/executable.js";
import { never, ran, refusalOf, transportOf } from "./reached.ts";
import { missingSshd, type Sshd, startSshd, until } from "./sshd.ts";
import { cannotMakeUsers, newUser } from "./users.ts";

const why = missingSshd();
const real = why === undefined ? test : test.skip;
const note = why === undefined ? "" : ` (${why})`;
const whyNoUsers = why ?? cannotMakeUsers();

real(`MaxSessions 1 is enough for many runs, also at the same time${note}`, async (t) => {
  const sshd = await startSshd(t, { maxSessions: 1 });
  const transport = transportOf(t, sshd.connection);
  for (let n = 0; n < 4; n += 1) t.is(await ran(transport, `echo ${n}`), `${n}\n`);
  t.is(sshd.logins(), 1);
});

real(`a host that opens no session is SSH_FAILED${note}`, async (t) => {
  const sshd = await startSshd(t, { maxSessions: 0 });
  t.is((await refusalOf(ran(transportOf(t, sshd.connection)))).code, "SSH_FAILED");
});

real(`what ssh_config says of sessions does not hold${note}`, async (t) => {
  const sshd = await startSshd(t);
  const settings = [
    "RemoteCommand echo mine",
    "RequestTTY force",
    "ForwardAgent yes",
    "ControlMaster auto",
    `ControlPath ${join(sshd.directory, "mine")}`,
    "ControlPersist 100",
    "StdinNull yes",
    "SessionType none",
    "ForkAfterAuthentication yes",
    "PermitLocalCommand yes",
    `LocalCommand touch ${join(sshd.directory, "local")}`,
    `LocalForward 127.0.0.1:${sshd.port} 127.0.0.1:1`,
  ];
  writeFileSync(sshd.sshConfig, `${settings.join("\n")}\n${readFileSync(sshd.sshConfig, "utf8")}`);
  const transport = transportOf(t, sshd.connection);
  const script = 'tty; echo "$SSH_AUTH_SOCK"';
  t.is(await ran(transport, script), "not a tty\n\n");
  t.false(existsSync(join(sshd.directory, "mine")));
  t.false(existsSync(join(sshd.directory, "local")));
});

for (const shell of ["sh", "bash", "dash", "mksh", "zsh", "fish", "tcsh", "busybox"]) {
  const path = findExecutable(shell, "/usr/bin:/bin");
  const missing = whyNoUsers ?? (path === undefined ? `there is no ${shell}` : undefined);
  const run = missing === undefined ? test : test.skip;
  run(`${shell} as login shell will do${missing ? ` (${missing})` : ""}`, async (t) => {
    const sshd = await startSshd(t, { password: "plain" });
    // busybox goes by the name that it is started by.
    const link = join(sshd.directory, shell === "busybox" ? "ash" : shell);
    symlinkSync(path ?? "", link);
    const user = newUser(t, { shell: link, sudo: "ALL=(ALL) NOPASSWD: ALL" });
    const login = { ...sshd.connection, user: user.name, password: user.password };
    t.is(await ran(transportOf(t, login), "id -un; cat", "a $b \\c\n"), `${user.name}\na $b \\c\n`);
    t.is(await ran(transportOf(t, { ...login, sudo: true }), "id -un; cat", "x\n"), "root\nx\n");
  });
}

real(`banners before the answer do no harm${note}`, async (t) => {
  const sshd = await startSshd(t, {
    forceCommand: `echo welcome; echo more >&2; eval "$SSH_ORIGINAL_COMMAND"`,
  });
  t.is(await ran(transportOf(t, sshd.connection), "cat", "data\n"), "data\n");
});

real(
  `a run that the host cuts off ends with ssh's exit code, and the next one works${note}`,
  async (t) => {
    const sshd = await startSshd(t);
    const transport = transportOf(t, sshd.connection);
    await ran(transport);
    const begun = join(sshd.directory, "begun");
    const running = transport.run(Buffer.from(`: >${begun}; sleep 600\n.\n`), never);
    await until(() => existsSync(begun));
    for (const pid of sshd.children()) kill(pid, "SIGKILL");
    t.is((await running).exitCode, 255);
    t.is(await ran(transport, "echo again"), "again\n");
    t.is(sshd.logins(), 2);
  },
);

real(`a host that hangs in the middle is noticed${note}`, async (t) => {
  const sshd = await startSshd(t);
  const transport = transportOf(t, sshd.connection);
  await ran(transport);
  const begun = join(sshd.directory, "begun");
  const running = transport.run(Buffer.from(`: >${begun}; sleep 600\n.\n`), never);
  await until(() => existsSync(begun));
  const stopped = sshd.children();
  for (const pid of stopped) kill(pid, "SIGSTOP");
  t.is((await running).exitCode, 255);
});

real(`an exit code and stderr come through${note}`, async (t) => {
  const sshd = await startSshd(t);
  const transport = transportOf(t, sshd.connection);
  const request = Buffer.from("echo oh >&2; exit 7\n.\n");
  const { exitCode, stderr } = await transport.run(request, new AbortController().signal);
  t.is(exitCode, 7);
  t.is(stderr, "oh\n");
});

real(`a cancelled run ends on the host when it says something${note}`, async (t) => {
  const sshd = await startSshd(t);
  const transport = transportOf(t, sshd.connection);
  const ended = join(sshd.directory, "ended");
  await ran(transport);
  const abort = new AbortController();
  const begun = join(sshd.directory, "begun");
  const script = `: >${begun}; trap '' PIPE; while echo on; do sleep 0.1; done; : >${ended}`;
  const running = transport.run(Buffer.from(`echo first; ${script}\n.\n`), abort.signal);
  await until(() => existsSync(begun));
  abort.abort();
  const { exitCode, stdout } = await running;
  t.deepEqual([exitCode, Buffer.from(stdout).toString().startsWith("first\n")], [255, true]);
  await t.notThrowsAsync(until(() => existsSync(ended)));
  t.is(await ran(transport, "echo next"), "next\n");
  t.is(sshd.logins(), 1);
});

real(`a login ends with who waits for it, and the next one begins anew${note}`, async (t) => {
  const sshd = await startSshd(t);
  const file = hangingProxy(sshd);
  const transport = transportOf(t, { ...sshd.connection, connectTimeout: 300 });
  const [first, second] = [new AbortController(), new AbortController()];
  const gone = [first, second].map(({ signal }) => refusalOf(ran(transport, "true", "", signal)));
  await until(() => existsSync(file));
  const pid = Number(readFileSync(file, "utf8"));
  first.abort();
  t.is((await gone[0])?.code, "CANCELLED");
  await t.notThrowsAsync(until(() => !existsSync(`/proc/${pid}`)));
  await until(() => Number(readFileSync(file, "utf8")) !== pid);
  second.abort();
  t.is((await gone[1])?.code, "CANCELLED");
});

real(`what is closed while it logs in leaves nothing${note}`, async (t) => {
  const sshd = await startSshd(t);
  const file = hangingProxy(sshd);
  const hosts = new SshHosts();
  const connection = { ...sshd.connection, connectTimeout: 300 };
  const running = refusalOf(ran(hosts.transport(connection, "host")));
  await until(() => existsSync(file));
  await hosts.close();
  t.is((await running).code, "CANCELLED");
  const pid = Number(readFileSync(file, "utf8"));
  await t.notThrowsAsync(until(() => !existsSync(`/proc/${pid}`)));
});

// Alone: it looks at directories of this process.
const alone = why === undefined ? test.serial : test.skip;

alone(`nothing is left: no process, no directory, and no secret anywhere${note}`, async (t) => {
  const sshd = await startSshd(t);
  const before = new Set(ours());
  execFileSync("ssh-keygen", ["-q", "-p", "-P", "", "-N", "pass-x7", "-f", sshd.key]);
  const privateKey = readFileSync(sshd.key, "utf8");
  const hosts = new SshHosts();
  const secrets = { privateKey, privateKeyPassword: "pass-x7", password: "word-x7" };
  const transport = hosts.transport({ ...sshd.connection, ...secrets }, "host");
  const running = ran(transport, "sleep 0.3; echo ok");
  const seen = new Set<string>();
  const look = setInterval(() => {
    for (const line of commandLines()) seen.add(line);
  }, 20);
  t.is(await running, "ok\n");
  clearInterval(look);
  const [directory = ""] = ours().filter((path) => !before.has(path));
  t.true(seen.size > 0);
  const lines = [...seen].join("\n") + contents(directory);
  t.true(lines.includes(directory));
  for (const secret of ["pass-x7", "word-x7", privateKey.split("\n")[2] ?? ""]) {
    t.false(lines.includes(secret));
  }
  await hosts.close();
  t.false(existsSync(directory));
  // The master answers before it ends.
  const left = () => commandLines().some((line) => line.includes(directory));
  await t.notThrowsAsync(until(() => !left()));
});

/** Has ssh go by a proxy that says nothing; returns the file that it puts its process id into. */
function hangingProxy({ directory, sshConfig }: Sshd): string {
  const file = join(directory, "proxy");
  const script = `echo $$ >${file}.new; mv ${file}.new ${file}; exec sleep 600`;
  const config = readFileSync(sshConfig, "utf8");
  writeFileSync(sshConfig, `ProxyCommand sh -c '${script}'\n${config}`);
  return file;
}

function ours(): string[] {
  const parent = process.env["XDG_RUNTIME_DIR"] ?? "/tmp";
  const prefix = `pmufilter-ssh-${process.pid}-`;
  return readdirSync(parent)
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(parent, name));
}

function contents(directory: string): string {
  const files = readdirSync(directory, { withFileTypes: true }).filter((each) => each.isFile());
  return files.map(({ name }) => readFileSync(join(directory, name), "utf8")).join("\n");
}

function commandLines(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      } catch {
        return "";
      }
    })
    .filter((line) => line !== "");
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended with another one.
  }
}
