import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import type { DeclaredConnection } from "../../../provider/declared/connection.ts";
import type { ErrorCode } from "../../../provider/errors/error-code.ts";
import { findExecutable } from "../../../toolchain/executable.js";
import { ran, refusalOf, transportOf } from "./reached.ts";
import { freePort, missingSshd, newKey, type Sshd, type SshdOptions, startSshd } from "./sshd.ts";

const why = missingSshd();
const real = why === undefined ? test : test.skip;
const note = why === undefined ? "" : ` (${why})`;

interface BehindCase {
  readonly title: string;
  /** The port that the host behind the jump host is tried at. */
  readonly port: (t: ExecutionContext) => Promise<number>;
  readonly jump?: SshdOptions;
  readonly code: ErrorCode;
}

const cases: readonly BehindCase[] = [
  { title: "a port that nobody listens on", port: freePort, code: "HOST_UNREACHABLE" },
  { title: "a host that says nothing", port: (t) => saying(t, ""), code: "HOST_UNREACHABLE" },
  {
    title: "a server of something else",
    port: (t) => saying(t, "x".repeat(20_000)),
    code: "HOST_UNREACHABLE",
  },
  {
    title: "a host that answers and does not go on",
    port: (t) => saying(t, "SSH-2.0-slow\r\n"),
    code: "SSH_FAILED",
  },
  {
    title: "a host that does not let the user in",
    port: async (t) => (await startSshd(t)).port,
    code: "SSH_FAILED",
  },
  {
    title: "a port that nobody listens on, of a jump host that lets nothing through",
    port: freePort,
    jump: { config: ["AllowTcpForwarding no"] },
    code: "SSH_FAILED",
  },
];

for (const { title, port, jump: options = {}, code } of cases) {
  real(`behind a jump host: ${title} is ${code}${note}`, async (t) => {
    const jump = await startSshd(t, { addresses: ["127.0.0.2"], ...options });
    const connection = behind(jump, [jump], { port: await port(t), connectTimeout: 2 });
    t.is((await refusalOf(ran(transportOf(t, connection)))).code, code);
  });
}

real(`behind two jump hosts, nobody who listens is HOST_UNREACHABLE${note}`, async (t) => {
  const first = await startSshd(t, { addresses: ["127.0.0.2"] });
  const key = readFileSync(`${first.key}.pub`, "utf8");
  const second = await startSshd(t, { addresses: ["127.0.0.3"], authorizedKeys: [key] });
  const connection = behind(first, [first, second], { port: await freePort() });
  t.is((await refusalOf(ran(transportOf(t, connection)))).code, "HOST_UNREACHABLE");
  t.true(second.logins() > 0);
});

real(`a jump host that lets nobody in is SSH_FAILED${note}`, async (t) => {
  const jump = await startSshd(t, { addresses: ["127.0.0.2"] });
  const connection = behind(jump, [jump], { port: await freePort() });
  const stranger = newKey(jump.directory, "stranger");
  const config = readFileSync(connection.sshConfig, "utf8").replaceAll(jump.key, stranger);
  writeFileSync(connection.sshConfig, config);
  t.is((await refusalOf(ran(transportOf(t, connection)))).code, "SSH_FAILED");
  t.is(jump.logins(), 0);
});

real(`a jump host that cannot be reached is named${note}`, async (t) => {
  const sshd = await startSshd(t);
  const port = await freePort();
  const connection = behind(sshd, [{ ...sshd, connection: { host: "127.0.0.3", port } }], {
    port: sshd.port,
  });
  const error = await refusalOf(ran(transportOf(t, connection)));
  t.is(error.code, "HOST_UNREACHABLE");
  t.true(error.message.includes(`127.0.0.3:${port}`));
  t.deepEqual([sshd.logins(), error.message.includes("[")], [0, false]);
});

real(`a proxy that fails is SSH_FAILED${note}`, async (t) => {
  const sshd = await startSshd(t);
  const proxy = "ProxyCommand false\n";
  writeFileSync(sshd.sshConfig, proxy + readFileSync(sshd.sshConfig, "utf8"));
  t.is((await refusalOf(ran(transportOf(t, sshd.connection)))).code, "SSH_FAILED");
});

// PATH is the whole process's.
const withPath = why === undefined ? test.serial : test.skip;

withPath(
  `before OpenSSH 8.5 no password is given behind a jump host, and hostKey holds${note}`,
  async (t) => {
    const path = process.env["PATH"];
    t.teardown(() => {
      process.env["PATH"] = path;
    });
    const target = await startSshd(t, { password: "plain" });
    process.env["PATH"] = `${olderSsh(target.directory)}:${path}`;
    const { connection, hostKey } = target;
    t.is(await ran(transportOf(t, { ...connection, hostKey })), `${connection.user}\n`);
    const jump = await startSshd(t, { addresses: ["127.0.0.2"] });
    const config = behind(jump, [jump], { port: target.port, hostKey, password: "word-x7" });
    t.is((await refusalOf(ran(transportOf(t, config)))).code, "SSH_FAILED");
    t.true(jump.logins() > 0);
    await target.finish();
    t.false(target.log().includes("Failed password"));
  },
);

/** A connection to 127.0.0.1 that goes by jump hosts, whose keys are known and accepted. */
function behind(
  { directory, key }: Sshd,
  jumps: readonly Pick<Sshd, "connection" | "hostKey">[],
  connection: Partial<DeclaredConnection>,
) {
  const known = join(directory, "known-jumps");
  const places = jumps.map(({ connection: { host, port } }) => ({ host, port }));
  const lines = jumps.map(
    ({ hostKey }, index) => `[${places[index]?.host}]:${places[index]?.port} ${hostKey}\n`,
  );
  writeFileSync(known, lines.join(""));
  const sshConfig = join(directory, "jump_config");
  const list = places.map(({ host, port }) => `${host}:${port}`).join(",");
  const common = `UserKnownHostsFile ${known}\nIdentityAgent none\nIdentityFile ${key}\n`;
  writeFileSync(sshConfig, `${common}Host 127.0.0.1\n  ProxyJump ${list}\n`);
  // The target's key is not known: where it is a real one, that is what ssh fails by.
  return { host: "127.0.0.1", ...connection, sshConfig };
}

/** A server that says something to whoever connects, and then nothing. */
async function saying(t: ExecutionContext, text: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    t.teardown(() => socket.destroy());
    socket.write(text);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  t.teardown(() => server.close());
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A directory with an ssh that knows no KnownHostsCommand. */
function olderSsh(directory: string): string {
  const bin = join(directory, "older");
  mkdirSync(bin);
  const ssh = findExecutable("ssh", process.env["PATH"] ?? "");
  const refuses = 'case "$*" in *KnownHostsCommand*) exit 255 ;; esac';
  writeFileSync(join(bin, "ssh"), `#!/bin/sh\n${refuses}\nexec ${ssh} "$@"\n`);
  chmodSync(join(bin, "ssh"), 0o755);
  return bin;
}
