import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { ran, refusalOf, transportOf } from "./reached.ts";
import { missingSshd, newKey, startSshd, until } from "./sshd.ts";
import { cannotMakeUsers, newUser } from "./users.ts";

const why = missingSshd();
const real = why === undefined ? test : test.skip;
const withUsers = (why ?? cannotMakeUsers()) === undefined ? test : test.skip;
const note = why === undefined ? "" : ` (${why})`;
const usersNote = (why ?? cannotMakeUsers()) === undefined ? "" : ` (${why ?? cannotMakeUsers()})`;

real(`a key of ssh_config lets in, and one connection serves many runs${note}`, async (t) => {
  const sshd = await startSshd(t);
  const transport = transportOf(t, sshd.connection);
  t.is(await ran(transport), `${sshd.connection.user}\n`);
  const many = Array.from({ length: 4 }, (_, n) => ran(transport, "cat", `line ${n}\n`));
  t.deepEqual(await Promise.all(many), ["line 0\n", "line 1\n", "line 2\n", "line 3\n"]);
  t.is(sshd.logins(), 1);
});

real(`callers at the same time share one login${note}`, async (t) => {
  const sshd = await startSshd(t);
  const transport = transportOf(t, sshd.connection);
  await Promise.all(Array.from({ length: 5 }, () => ran(transport)));
  t.is(sshd.logins(), 1);
});

real(`all bytes get there and back${note}`, async (t) => {
  const sshd = await startSshd(t);
  const transport = transportOf(t, sshd.connection);
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 7 + (n >> 8)) & 255));
  const request = Buffer.concat([Buffer.from("cat\n.\n"), bytes]);
  const { stdout } = await transport.run(request, new AbortController().signal);
  t.true(Buffer.from(stdout).equals(bytes));
});

for (const passphrase of [undefined, "two words"]) {
  const kind = passphrase === undefined ? "plain" : "encrypted";
  real(`an inline private key, ${kind}, lets in and touches no disk${note}`, async (t) => {
    const sshd = await startSshd(t);
    if (passphrase !== undefined) {
      execFileSync("ssh-keygen", ["-q", "-p", "-P", "", "-N", passphrase, "-f", sshd.key]);
    }
    const { sshConfig: _, ...connection } = sshd.connection;
    const transport = transportOf(t, {
      ...connection,
      hostKey: sshd.hostKey,
      privateKey: readFileSync(sshd.key, "utf8"),
      ...(passphrase === undefined ? {} : { privateKeyPassword: passphrase }),
    });
    t.is(await ran(transport), `${connection.user}\n`);
  });
}

real(
  `an encrypted key without its passphrase, or with a wrong one, is refused${note}`,
  async (t) => {
    const sshd = await startSshd(t);
    execFileSync("ssh-keygen", ["-q", "-p", "-P", "", "-N", "right", "-f", sshd.key]);
    const privateKey = readFileSync(sshd.key, "utf8");
    for (const given of [{}, { privateKeyPassword: "wrong-one" }]) {
      const transport = transportOf(t, { ...sshd.connection, privateKey, ...given });
      const error = await refusalOf(ran(transport));
      t.is(error.code, "HOST_AUTHENTICATION");
      t.false(error.describe().includes("wrong-one"));
    }
    t.is(sshd.logins(), 0);
  },
);

real(`an inline key is offered before all others, whatever ssh_config says${note}`, async (t) => {
  const sshd = await startSshd(t, { config: ["MaxAuthTries 1"] });
  const others = ["other", "another"].map((name) => newKey(sshd.directory, name));
  const lines = others.map((path) => `IdentityFile ${path}\n`).join("");
  const config = `${lines}IdentitiesOnly yes\nUserKnownHostsFile ${sshd.knownHosts}\n`;
  writeFileSync(sshd.sshConfig, config);
  const privateKey = readFileSync(sshd.key, "utf8");
  const transport = transportOf(t, { ...sshd.connection, privateKey });
  t.is(await ran(transport), `${sshd.connection.user}\n`);
});

real(`an agent's key lets in, by agentSocketPath${note}`, async (t) => {
  const sshd = await startSshd(t);
  const socket = join(sshd.directory, "an agent %h $x");
  const agent = spawn("ssh-agent", ["-D", "-a", socket], { stdio: ["ignore", "pipe", "ignore"] });
  t.teardown(() => agent.kill());
  await once(agent.stdout, "data");
  execFileSync("ssh-add", ["-q", sshd.key], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
  const { sshConfig: _, ...connection } = sshd.connection;
  const agentOnly = { ...connection, hostKey: sshd.hostKey, agentSocketPath: socket };
  t.is(await ran(transportOf(t, agentOnly)), `${connection.user}\n`);
});

real(`a certificate lets in${note}`, async (t) => {
  const sshd = await startSshd(t);
  const ca = newKey(sshd.directory, "ca");
  const key = newKey(sshd.directory, "certified");
  const user = sshd.connection.user ?? "";
  execFileSync("ssh-keygen", ["-q", "-s", ca, "-I", "test", "-n", user, `${key}.pub`]);
  const authority = `cert-authority ${readFileSync(`${ca}.pub`, "utf8")}`;
  const other = await startSshd(t, { authorizedKeys: [authority] });
  const config = join(sshd.directory, "certified_config");
  const known = `UserKnownHostsFile ${other.knownHosts}`;
  writeFileSync(config, `IdentityFile ${key}\nIdentityAgent none\n${known}\n`);
  const transport = transportOf(t, { ...other.connection, sshConfig: config });
  t.is(await ran(transport), `${user}\n`);
});

real(
  `a key that the host does not know is refused, and remembered for a while${note}`,
  async (t) => {
    const sshd = await startSshd(t);
    const stranger = readFileSync(newKey(sshd.directory, "stranger"), "utf8");
    writeFileSync(sshd.sshConfig, `UserKnownHostsFile ${sshd.knownHosts}\n`);
    const transport = transportOf(t, { ...sshd.connection, privateKey: stranger });
    const [first, second] = await Promise.all([
      refusalOf(ran(transport)),
      refusalOf(ran(transport)),
    ]);
    t.is(first?.code, "HOST_AUTHENTICATION");
    t.is(second, first);
    t.is(await refusalOf(ran(transport)), first as never);
  },
);

const asking = { plain: "password", pam: "keyboard-interactive", both: "either" } as const;
for (const password of ["plain", "pam", "both"] as const) {
  withUsers(
    `a password lets in, by ${asking[password]}, and is tried once${usersNote}`,
    async (t) => {
      const sshd = await startSshd(t, { password });
      const user = newUser(t);
      const { connection } = sshd;
      const login = { ...connection, user: user.name, password: user.password };
      writeFileSync(sshd.sshConfig, `UserKnownHostsFile ${sshd.knownHosts}\n`);
      const right = transportOf(t, login);
      t.is(await ran(right), `${user.name}\n`);
      await right.close();
      const wrong = transportOf(t, { ...login, password: "not-this-one" });
      const error = await refusalOf(ran(wrong));
      t.is(error.code, "HOST_AUTHENTICATION");
      await sshd.finish();
      t.is(sshd.log().split(/Failed (?:password|keyboard-interactive)/).length - 1, 1);
      t.false(error.describe().includes("not-this-one"));
    },
  );
}

withUsers(
  `a jump host is never given the password of the host behind it${usersNote}`,
  async (t) => {
    const user = newUser(t);
    const target = await startSshd(t, { password: "plain" });
    const jump = await startSshd(t, { password: "plain", addresses: ["127.0.0.2"] });
    const known = readFileSync(target.knownHosts, "utf8") + readFileSync(jump.knownHosts, "utf8");
    const knownHosts = join(target.directory, "both");
    writeFileSync(knownHosts, known);
    const config = (jumpUser: string | undefined, identity: string) => `
UserKnownHostsFile ${knownHosts}
IdentityAgent none
Host jump
  HostName 127.0.0.2
  Port ${jump.port}
  User ${jumpUser}
  IdentityFile ${identity}
Host 127.0.0.1
  IdentityFile none
  ProxyJump jump
`;
    const login = { ...target.connection, user: user.name, password: user.password };
    writeFileSync(target.sshConfig, config(jump.connection.user, jump.key));
    t.is(await ran(transportOf(t, login)), `${user.name}\n`);
    t.is(jump.logins(), 1);
    // The same password would open the jump host, too, which asks for one now.
    writeFileSync(target.sshConfig, config(user.name, "none"));
    const error = await refusalOf(ran(transportOf(t, login)));
    t.is(error.code, "SSH_FAILED");
    await until(() => jump.log().includes(`Failed password for ${user.name}`));
    t.is(jump.logins(), 1);
  },
);
