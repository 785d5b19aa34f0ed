import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { Host } from "../../../provider/executor/host/host.ts";
import type { Ran, Transport } from "../../../provider/executor/host/transport.ts";
import { LocalTransport } from "../../../provider/executor/local/local-transport.ts";
import type { HostOperation } from "../../../provider/target/host-operation.ts";
import { failed } from "../refusal.ts";
import { everythingIn, scratch } from "../scratch.ts";
import {
  fakeHelper,
  giveToSomebody,
  helperDirectoryWith,
  somebody,
  whyNobody,
} from "./fake-helper.ts";
import { ask, kinds, type Shell, shells, testEach } from "./shells.ts";

const among: readonly Shell[] = whyNobody === undefined ? shells : [];
const runsHelper: readonly HostOperation[] = [
  { op: "run", program: "helper", args: ["--version"], readOnly: true },
];

/** Counts the runs of the host program: the round trips of a host. */
class Counted implements Transport {
  readonly name = "counted";
  runs = 0;
  readonly #inner: Transport;

  constructor(inner: Transport) {
    this.#inner = inner;
  }

  run(request: Uint8Array, signal: AbortSignal): Promise<Ran> {
    this.runs += 1;
    return this.#inner.run(request, signal);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}

interface Machine {
  readonly host: Host;
  readonly transport: Counted;
  readonly home: string;
  /** Where the helper is put first. */
  readonly cache: string;
}

function machineFor(t: ExecutionContext, shell: Shell, text = fakeHelper("one")): Machine {
  const { home, shell: asSomebody } = somebody(t, shell);
  const transport = new Counted(new LocalTransport("there", asSomebody));
  const host = new Host(transport, { helperDirectory: helperDirectoryWith(t, text) });
  return { host, transport, home, cache: join(home, ".cache", "kvm-pmu-filter") };
}

function nameOf(text: string): string {
  return `kvm-pmu-filter-${createHash("sha256").update(text).digest("hex")}`;
}

testEach(
  "it is put there once, under its hash, where nobody else can write",
  async (t, shell) => {
    const { host, transport, cache } = machineFor(t, shell);
    t.like((await ask(host, runsHelper))[0], { exitCode: 0, stdout: "one\n" });
    t.is(transport.runs, 3);
    t.deepEqual(everythingIn(cache), [nameOf(fakeHelper("one"))]);
    t.is(statSync(cache).mode & 0o7777, 0o700);
    await ask(host, runsHelper);
    t.is(transport.runs, 4);
    await ask(host, [{ op: "readFile", path: "/etc/passwd", accounts: false }]);
    t.is(transport.runs, 5);
  },
  among,
);

testEach(
  "one that was changed is not run, and put there anew",
  async (t, shell) => {
    const { host, transport, cache } = machineFor(t, shell);
    await ask(host, runsHelper);
    const path = join(cache, nameOf(fakeHelper("one")));
    appendFileSync(path, "echo changed\n");
    t.like((await ask(host, runsHelper))[0], { stdout: "one\n" });
    t.is(transport.runs, 6);
    t.is(readFileSync(path, "utf8"), fakeHelper("one"));
  },
  among,
);

testEach(
  "another version stands beside it; one that is not used for a month goes",
  async (t, shell) => {
    const first = machineFor(t, shell);
    await ask(first.host, runsHelper);
    const old = join(first.cache, "kvm-pmu-filter-0000");
    writeFileSync(old, "");
    utimesSync(old, 1_000_000, 1_000_000);
    const helperDirectory = helperDirectoryWith(t, fakeHelper("two"));
    const second = new Host(first.transport, { helperDirectory });
    t.like((await ask(second, runsHelper))[0], { stdout: "two\n" });
    t.deepEqual(
      everythingIn(first.cache),
      [nameOf(fakeHelper("one")), nameOf(fakeHelper("two"))].toSorted(),
    );
  },
  among,
);

testEach(
  "a directory that others can write to is not taken",
  async (t, shell) => {
    const { host, home, cache } = machineFor(t, shell);
    mkdirSync(cache, { recursive: true });
    giveToSomebody(cache);
    chmodSync(cache, 0o777);
    t.like((await ask(host, runsHelper))[0], { stdout: "one\n" });
    t.deepEqual(everythingIn(cache), []);
    t.true(existsSync(join(home, "..", "run", "kvm-pmu-filter", nameOf(fakeHelper("one")))));
  },
  among,
);

testEach(
  "where programs do not run, it is put elsewhere",
  async (t, shell) => {
    const { host, home, cache } = machineFor(t, shell);
    const noexec = join(home, ".cache");
    mkdirSync(noexec);
    const options = ["-t", "tmpfs", "-o", "noexec,mode=777,size=1m", "tmpfs", noexec];
    t.is(spawnSync("mount", options).status, 0);
    t.teardown(() => spawnSync("umount", [noexec]));
    giveToSomebody(noexec);
    chmodSync(noexec, 0o755);
    t.like((await ask(host, runsHelper))[0], { stdout: "one\n" });
    t.false(existsSync(cache));
    t.true(existsSync(join(home, "..", "run", "kvm-pmu-filter", nameOf(fakeHelper("one")))));
  },
  canMount() ? among : [],
);

testEach(
  "a program that runs nowhere: told, and what needs none is done all the same",
  async (t, shell) => {
    const { host, home } = machineFor(t, shell, "#!/bin/sh\nexit 1\n");
    const [refused, read] = await Promise.all([
      failed(t, "HELPER_REFUSED", ask(host, runsHelper)),
      ask(host, [{ op: "readFile", path: "/etc/passwd", accounts: false }]),
    ]);
    t.true(refused.message.includes(home), refused.message);
    t.deepEqual(kinds(read), ["file"]);
    for (const place of [home, join(home, "..", "run")]) {
      t.false(everythingIn(place).some((name) => name.includes("upload")));
    }
  },
  among,
);

testEach(
  "where it cannot be written, as by a quota, it is put elsewhere",
  async (t, shell) => {
    const { home, shell: asSomebody } = somebody(t, shell);
    const tools = join(home, "tools");
    mkdirSync(tools);
    const mark = join(home, "failed");
    const script = `#!/bin/sh\n[ -e '${mark}' ] || { : >'${mark}'; head -c 10; exit 1; }\nexec /bin/cat\n`;
    writeFileSync(join(tools, "cat"), script, { mode: 0o755 });
    const at = asSomebody.indexOf(`HOME=${home}`);
    const path = `PATH=${tools}:${process.env["PATH"]}`;
    const [program, ...args] = asSomebody.toSpliced(at, 0, path);
    const transport = new Counted(new LocalTransport("there", [program ?? "", ...args]));
    const helperDirectory = helperDirectoryWith(t, fakeHelper("one"));
    const host = new Host(transport, { helperDirectory });
    t.like((await ask(host, runsHelper))[0], { stdout: "one\n" });
    t.is(transport.runs, 4);
    t.false(existsSync(join(home, ".cache", "kvm-pmu-filter")));
    t.true(existsSync(join(home, "..", "run", "kvm-pmu-filter", nameOf(fakeHelper("one")))));
  },
  among,
);

testEach(
  "no program for the machine: told, and what needs none is done all the same",
  async (t, shell) => {
    const transport = new LocalTransport("there", somebody(t, shell).shell);
    const host = new Host(transport, { helperDirectory: scratch(t) });
    const [, read] = await Promise.all([
      failed(t, "HELPER_MISSING", ask(host, runsHelper)),
      ask(host, [{ op: "readFile", path: "/etc/passwd", accounts: false }]),
    ]);
    t.deepEqual(kinds(read), ["file"]);
  },
  among,
);

testEach(
  "an installed copy is the same, may be run by all, and is left alone then",
  async (t, shell) => {
    const { host, home } = machineFor(t, shell);
    const path = join(home, "copy of it");
    const install: HostOperation = { op: "installHelper", path };
    t.deepEqual(kinds(await ask(host, [install])), ["done"]);
    t.is(readFileSync(path, "utf8"), fakeHelper("one"));
    const { ino, mode } = statSync(path);
    t.is(mode & 0o7777, 0o755);
    await ask(host, [install]);
    t.is(statSync(path).ino, ino);
    writeFileSync(path, "other");
    await ask(host, [install]);
    t.is(readFileSync(path, "utf8"), fakeHelper("one"));
    const missing = join(home, "missing", "copy");
    t.deepEqual(kinds(await ask(host, [{ op: "installHelper", path: missing }])), [
      "directory-missing",
    ]);
    t.deepEqual(
      everythingIn(home).filter((name) => name.includes("tmp")),
      [],
    );
  },
  among,
);

function canMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  const directory = "/tmp/pmufilter-mount-trial";
  mkdirSync(directory, { recursive: true });
  const can = spawnSync("mount", ["-t", "tmpfs", "tmpfs", directory]).status === 0;
  if (can) spawnSync("umount", [directory]);
  rmSync(directory, { recursive: true, force: true });
  return can;
}
