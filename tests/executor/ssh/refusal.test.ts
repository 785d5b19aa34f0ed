import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import type { DeclaredConnection } from "../../../provider/declared/connection.ts";
import type { ErrorCode } from "../../../provider/errors/error-code.ts";
import { SshHosts } from "../../../provider/executor/ssh/ssh-hosts.ts";
import { scratch } from "../scratch.ts";
import { never, ran, refusalOf, transportOf } from "./reached.ts";
import { freePort, missingSshd, newKey, type Sshd, startSshd, until } from "./sshd.ts";

const why = missingSshd();
const real = why === undefined ? test : test.skip;
const note = why === undefined ? "" : ` (${why})`;

interface KeyCase {
  readonly title: string;
  /** What known_hosts has, of the host's own and another key; undefined: as it is. */
  readonly known?: (own: string, other: string, address: string) => string;
  /** Lines of ssh_config. */
  readonly config?: (own: string, address: string) => string;
  readonly declared?: (own: string, other: string) => Partial<DeclaredConnection>;
  readonly code: ErrorCode | undefined;
}

const keyCases: readonly KeyCase[] = [
  { title: "a known key", code: undefined },
  { title: "an unknown key", known: () => "", code: "HOST_KEY_UNKNOWN" },
  {
    title: "a changed key",
    known: (_, other, address) => `${address} ${other}\n`,
    code: "HOST_KEY_CHANGED",
  },
  {
    title: "a revoked key",
    known: (own, _, address) => `@revoked ${address} ${own}\n`,
    code: "HOST_KEY_CHANGED",
  },
  {
    title: "an unknown key with accept-new",
    known: () => "",
    declared: () => ({ strictHostKeyChecking: "accept-new" }),
    code: undefined,
  },
  {
    title: "a changed key with accept-new",
    known: (_, other, address) => `${address} ${other}\n`,
    declared: () => ({ strictHostKeyChecking: "accept-new" }),
    code: "HOST_KEY_CHANGED",
  },
  {
    title: "the right hostKey, which known_hosts does not have",
    known: () => "",
    declared: (own) => ({ hostKey: own }),
    code: undefined,
  },
  {
    title: "another hostKey, though known_hosts has the host's",
    declared: (_, other) => ({ hostKey: other }),
    code: "HOST_KEY_CHANGED",
  },
  {
    title: "another hostKey, though KnownHostsCommand prints the host's",
    config: (own, address) => `KnownHostsCommand /bin/echo ${address} ${own}\n`,
    declared: (_, other) => ({ hostKey: other }),
    code: "HOST_KEY_CHANGED",
  },
];

for (const { title, known, config: more, declared, code } of keyCases) {
  const outcome = code === undefined ? "is accepted" : `is refused by ${code}`;
  real(`${title} ${outcome}, whatever ssh_config says${note}`, async (t) => {
    const sshd = await startSshd(t);
    const other = readFileSync(`${newKey(sshd.directory, "other")}.pub`, "utf8").trim();
    const address = `[127.0.0.1]:${sshd.port}`;
    if (known) writeFileSync(sshd.knownHosts, known(sshd.hostKey, other, address));
    const config = readFileSync(sshd.sshConfig, "utf8");
    const lax = "StrictHostKeyChecking no\nNoHostAuthenticationForLocalhost yes\n";
    writeFileSync(sshd.sshConfig, lax + (more?.(sshd.hostKey, address) ?? "") + config);
    const connection = { ...sshd.connection, ...declared?.(sshd.hostKey, other) };
    const running = ran(transportOf(t, connection));
    if (code !== undefined) {
      t.is((await refusalOf(running)).code, code);
      t.is(sshd.logins(), 0);
      return;
    }
    t.is(await running, `${connection.user}\n`);
    const added = connection.strictHostKeyChecking === "accept-new";
    if (added)
      t.true(readFileSync(sshd.knownHosts, "utf8").includes(sshd.hostKey.split(" ")[1] ?? "-"));
  });
}

test("a name without an address is HOST_UNREACHABLE", async (t) => {
  const error = await refusalOf(ran(transportOf(t, alone(t, { host: "nowhere.invalid" }))));
  t.is(error.code, "HOST_UNREACHABLE");
});

test("a port that nobody listens on is HOST_UNREACHABLE", async (t) => {
  const port = await freePort();
  const error = await refusalOf(ran(transportOf(t, alone(t, { port }))));
  t.is(error.code, "HOST_UNREACHABLE");
  t.true(error.message.includes("refuses"));
});

test("a host that accepts and says nothing costs all who wait one timeout: HOST_SILENT", async (t) => {
  const { port, accepted } = await listener(t, () => undefined);
  const transport = transportOf(t, alone(t, { port, connectTimeout: 1 }));
  const errors = await Promise.all([refusalOf(ran(transport)), refusalOf(ran(transport))]);
  t.deepEqual(
    errors.map(({ code }) => code),
    ["HOST_SILENT", "HOST_SILENT"],
  );
  // ssh's own, and the look at what is there.
  t.is(accepted(), 2);
});

test("users and limits of one host share that it is down, not how long it was waited for", async (t) => {
  const { port, accepted } = await listener(t, () => undefined);
  const hosts = new SshHosts();
  t.teardown(() => hosts.close());
  const connection = alone(t, { port, connectTimeout: 1 });
  const others = [{}, { user: "other" }, { sudo: true }, { connectTimeout: 2 }];
  const transports = others.map((other) => hosts.transport({ ...connection, ...other }, "host"));
  const codes = await Promise.all(
    transports.map(async (transport) => (await refusalOf(ran(transport))).code),
  );
  t.deepEqual(
    codes,
    others.map(() => "HOST_SILENT"),
  );
  t.is(accepted(), 4);
});

test("a host that answers, and a login that does not end, is SSH_FAILED", async (t) => {
  const { port } = await listener(t, (socket) => socket.write("SSH-2.0-slow\r\n"));
  const error = await refusalOf(ran(transportOf(t, alone(t, { port, connectTimeout: 1 }))));
  t.is(error.code, "SSH_FAILED");
});

test("a host that closes at once is tried three times: HOST_UNREACHABLE", async (t) => {
  const { port, accepted } = await listener(t, (socket) => socket.end());
  const error = await refusalOf(ran(transportOf(t, alone(t, { port }))));
  t.is(error.code, "HOST_UNREACHABLE");
  t.is(accepted(), 6);
});

test("a server of something else is HOST_UNREACHABLE", async (t) => {
  const { port } = await listener(t, (socket) => socket.end(`220 mail\r\n${"x".repeat(20_000)}`));
  t.is((await refusalOf(ran(transportOf(t, alone(t, { port }))))).code, "HOST_UNREACHABLE");
});

test("a host that does not answer at all is HOST_UNREACHABLE after its time", async (t) => {
  // A listener whose queue is full: the kernel drops what comes.
  const { port } = await fullListener(t);
  const error = await refusalOf(ran(transportOf(t, alone(t, { port, connectTimeout: 1 }))));
  t.is(error.code, "HOST_UNREACHABLE");
  t.true(error.message.includes("does not answer"));
});

real(`a connection that is dropped early is attempted again${note}`, async (t) => {
  const sshd = await startSshd(t);
  // As sshd does by MaxStartups, before it says a word.
  const { port, accepted } = await listener(t, (socket) => {
    if (accepted() === 1) return socket.destroy();
    const onward = connect(sshd.port, "127.0.0.1").on("error", () => undefined);
    t.teardown(() => onward.destroy());
    return socket.pipe(onward).pipe(socket);
  });
  const login = { ...sshd.connection, port, hostKey: sshd.hostKey };
  t.is(await ran(transportOf(t, login)), `${login.user}\n`);
  // The dropped one, the look at what is there, and the second attempt.
  t.true(accepted() >= 3);
  t.is(sshd.logins(), 1);
});

test("an ssh_config that is not valid is SSH_FAILED", async (t) => {
  const connection = alone(t, { port: 1 });
  writeFileSync(connection.sshConfig ?? "", "NoSuchOption yes\n");
  t.is((await refusalOf(ran(transportOf(t, connection)))).code, "SSH_FAILED");
});

test.serial("without ssh on PATH it is SSH_MISSING", async (t) => {
  const before = process.env["PATH"];
  t.teardown(() => {
    process.env["PATH"] = before;
  });
  process.env["PATH"] = scratch(t);
  const error = await refusalOf(ran(transportOf(t, { host: "127.0.0.1" })));
  t.is(error.code, "SSH_MISSING");
});

real(`a host that was down is reached again later${note}`, async (t) => {
  const port = await freePort();
  const first: Sshd = await startSshd(t, { port });
  const transport = transportOf(t, first.connection);
  await ran(transport);
  await first.stop();
  t.is((await refusalOf(lostOrRan(transport))).code, "HOST_UNREACHABLE");
});

/** The first run may find the connection while it is breaking off. */
async function lostOrRan(transport: ReturnType<typeof transportOf>): Promise<void> {
  const { exitCode } = await transport.run(Buffer.from("true\n.\n"), never);
  if (exitCode === 255) await transport.run(Buffer.from("true\n.\n"), never);
}

/** A connection for which no configuration of the machine holds. */
function alone(t: ExecutionContext, connection: DeclaredConnection): DeclaredConnection {
  const sshConfig = join(scratch(t), "ssh_config");
  writeFileSync(sshConfig, "UserKnownHostsFile /dev/null\n");
  return { host: "127.0.0.1", sshConfig, ...connection };
}

async function listener(t: ExecutionContext, greet: (socket: Socket) => unknown) {
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    count += 1;
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    greet(socket);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, accepted: () => count };
}

/** A process that listens and accepts nothing, since it is stopped; what fills its queue. */
async function fullListener(t: ExecutionContext) {
  const script =
    "const s=require('net').createServer();s.listen({port:0,host:'127.0.0.1',backlog:1},()=>console.log(s.address().port))";
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  t.teardown(() => child.kill("SIGKILL"));
  const [line] = await once(child.stdout, "data");
  child.kill("SIGSTOP");
  const port = Number(String(line));
  const fillers = Array.from({ length: 4 }, () => connect(port, "127.0.0.1"));
  t.teardown(() => fillers.map((socket) => socket.destroy()));
  for (const socket of fillers) socket.on("error", () => undefined);
  await until(() => fillers.some((socket) => !socket.connecting));
  return { port };
}
