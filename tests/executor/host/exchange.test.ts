import test from "ava";
import { Host } from "../../../provider/executor/host/host.ts";
import type { Ran, Transport } from "../../../provider/executor/host/transport.ts";
import { LocalTransport } from "../../../provider/executor/local/local-transport.ts";
import type { HostOperation } from "../../../provider/target/host-operation.ts";
import type { Procedure } from "../../../provider/target/procedure.ts";
import { never } from "../plans.ts";
import { failed } from "../refusal.ts";
import { scratch } from "../scratch.ts";
import { ask, hostWith, kinds } from "./shells.ts";

type Run = (request: Uint8Array, signal: AbortSignal, run: number) => Promise<Ran>;

/** A transport whose runs a test decides, and counts. */
class Scripted implements Transport {
  readonly name = "host";
  readonly requests: string[] = [];
  closed = false;
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  run(request: Uint8Array, signal: AbortSignal): Promise<Ran> {
    this.requests.push(Buffer.from(request).toString());
    return this.#run(request, signal, this.requests.length);
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

const local = new LocalTransport();
const here: Run = (request, signal) => local.run(request, signal);
const read: HostOperation = { op: "readFile", path: "/etc/passwd", accounts: false };
const change: HostOperation = { op: "removeFile", path: "/nowhere/to/be/removed" };
const lost: Ran = { stdout: Buffer.from(""), stderr: "Connection reset", exitCode: 255 };

function cutBehind(text: string): (ran: Ran) => Ran {
  return ({ stdout }) => {
    const all = Buffer.from(stdout).toString();
    const end = all.indexOf(text) + text.length;
    return { stdout: Buffer.from(all.slice(0, end)), stderr: "", exitCode: 255 };
  };
}

test("what waits at the same time goes in one exchange, also the second steps", async (t) => {
  const transport = new Scripted(here);
  const host = new Host(transport);
  function* twice(): Procedure<string> {
    const [first] = yield [read];
    const [second] = yield [read, read];
    return `${first?.kind} ${second?.kind}`;
  }
  const results = await Promise.all(Array.from({ length: 20 }, () => host.perform(twice(), never)));
  t.deepEqual(results, new Array(20).fill("file file"));
  t.is(transport.requests.length, 2);
});

test("one exchange at a time; what comes meanwhile waits for the next", async (t) => {
  let running = 0;
  const transport = new Scripted(async (request, signal) => {
    t.is(running, 0);
    running += 1;
    const ran = await local.run(request, signal);
    running -= 1;
    return ran;
  });
  const host = new Host(transport);
  const first = ask(host, [read]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const others = [ask(host, [read]), ask(host, [read])];
  await Promise.all([first, ...others]);
  t.is(transport.requests.length, 2);
});

test("words of a login shell before and behind the answer do not matter", async (t) => {
  const transport = new Scripted(async (request, signal) => {
    const { stdout, ...ran } = await local.run(request, signal);
    const around = ["Welcome!\n\xff\n/etc/motd: begin\nlast line without its end", "logout\nbye"];
    const bytes = [Buffer.from(around[0] ?? "", "latin1"), stdout, Buffer.from(around[1] ?? "")];
    return { ...ran, stdout: Buffer.concat(bytes) };
  });
  t.deepEqual(kinds(await ask(new Host(transport), [read])), ["file"]);
});

test("words in the middle of an answer are no answer", async (t) => {
  const transport = new Scripted(async (request, signal) => {
    const ran = await local.run(request, signal);
    const text = Buffer.from(ran.stdout).toString();
    return { ...ran, stdout: Buffer.from(text.replace("begin\n", "begin\nBroadcast message\n")) };
  });
  await failed(t, "HOST_SHELL", ask(new Host(transport), [read]));
});

for (const [what, shell] of Object.entries({
  "a program that is no shell": ["true"],
  "a restricted account": ["sh", "-c", "echo This account is not available.; exit 1"],
  "no program at all": ["/nowhere/sh"],
} satisfies Record<string, [string, ...string[]]>)) {
  test(`${what}: told, once`, async (t) => {
    const inner = new LocalTransport("host", shell as [string, ...string[]]);
    const transport = new Scripted((request, signal) => inner.run(request, signal));
    await failed(t, "HOST_SHELL", ask(new Host(transport), [read]));
    t.is(transport.requests.length, 1);
  });
}

test("no answer: what only looks is asked anew, once; what changes something is not", async (t) => {
  const once = new Scripted(async (request, signal, run) =>
    run === 1 ? lost : local.run(request, signal),
  );
  t.deepEqual(kinds(await ask(new Host(once), [read])), ["file"]);
  const always = new Scripted(async () => lost);
  const looking = await failed(t, "HOST_LOST", ask(new Host(always), [read]));
  t.false(looking.mayBeDone);
  t.is(always.requests.length, 2);
  const changing = new Scripted(async () => lost);
  const error = await failed(t, "HOST_LOST", ask(new Host(changing), [change]));
  t.true(error.mayBeDone);
  t.is(changing.requests.length, 1);
});

test("lost in the middle: what only looks is asked anew, what changes something is not", async (t) => {
  const cut = cutBehind(" begin\n");
  const lossy: Run = async (request, signal, run) => {
    const ran = await local.run(request, signal);
    return run === 1 ? cut(ran) : ran;
  };
  const looking = new Scripted(lossy);
  t.deepEqual(kinds(await ask(new Host(looking), [read])), ["file"]);
  t.is(looking.requests.length, 2);
  const changing = new Scripted(lossy);
  const error = await failed(t, "HOST_LOST", ask(new Host(changing), [change]));
  t.true(error.mayBeDone);
  t.is(changing.requests.length, 1);
});

test("lost in the middle: sections that were answered count as done", async (t) => {
  const transport = new Scripted(async (request, signal) =>
    cutBehind(" done\n")(await local.run(request, signal)),
  );
  const host = new Host(transport);
  const [first, second] = await Promise.allSettled([ask(host, [change]), ask(host, [change])]);
  t.is(first.status, "fulfilled");
  t.is(second.status, "rejected");
  t.is(transport.requests.length, 1);
});

test("what a transport throws goes to everyone who waits, and the next is asked anew", async (t) => {
  const transport = new Scripted(async (request, signal, run) => {
    if (run === 1) throw new Error("unreachable");
    return local.run(request, signal);
  });
  const host = new Host(transport);
  const both = await Promise.allSettled([ask(host, [read]), ask(host, [read])]);
  t.deepEqual(
    both.map(({ status }) => status),
    ["rejected", "rejected"],
  );
  t.deepEqual(kinds(await ask(host, [read])), ["file"]);
});

test("cancelled before it is sent: dropped, and others are not", async (t) => {
  const transport = new Scripted(here);
  const host = new Host(transport);
  const controller = new AbortController();
  const path = scratch(t);
  const dropped = ask(host, [{ op: "removeFile", path: `${path}/x` }], controller.signal);
  const kept = ask(host, [read]);
  controller.abort();
  await failed(t, "CANCELLED", dropped);
  t.deepEqual(kinds(await kept), ["file"]);
  t.false(transport.requests.some((request) => request.includes(path)));
});

test("cancelled on its way: what ends soon counts", async (t) => {
  const controller = new AbortController();
  const transport = new Scripted(async (request, signal) => {
    const ran = await local.run(request, signal);
    controller.abort();
    return ran;
  });
  t.deepEqual(kinds(await ask(new Host(transport), [read], controller.signal)), ["file"]);
});

test("cancelled on its way: what does not end is given up, and said to be uncertain", async (t) => {
  const controller = new AbortController();
  let given: AbortSignal | undefined;
  const transport = new Scripted(async (_request, signal) => {
    given = signal;
    controller.abort();
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    return lost;
  });
  const error = await failed(t, "CANCELLED", ask(new Host(transport), [change], controller.signal));
  t.true(error.mayBeDone);
  t.true(given?.aborted);
  t.is(transport.requests.length, 1);
});

test("cancelled on its way: what has been answered by then counts", async (t) => {
  const controller = new AbortController();
  const transport = new Scripted(async (request, signal) => {
    const ran = await local.run(request, new AbortController().signal);
    controller.abort();
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    return cutBehind(" done\n")(ran);
  });
  const host = new Host(transport);
  const asked = [change, change, read].map((operation) =>
    ask(host, [operation], controller.signal),
  );
  const [first, second, third] = await Promise.allSettled(asked);
  t.is(first?.status, "fulfilled");
  t.like(second, { status: "rejected", reason: { code: "CANCELLED", mayBeDone: true } });
  t.like(third, { status: "rejected", reason: { code: "CANCELLED", mayBeDone: false } });
});

test("a procedure learns of the failure, and may go on", async (t) => {
  const transport = new Scripted(async (request, signal, run) => {
    if (run === 1) throw new Error("unreachable");
    return local.run(request, signal);
  });
  function* persistent(): Procedure<string> {
    try {
      yield [read];
    } catch (error) {
      const [answer] = yield [read];
      return `${(error as Error).message}, then ${answer?.kind}`;
    }
    return "";
  }
  t.is(await new Host(transport).perform(persistent(), never), "unreachable, then file");
});

test("a field with a line feed or a NUL never goes out, and what waits with it does", async (t) => {
  for (const path of ["/a\nremoveFile\n/b", "/a\0"]) {
    const host = hostWith();
    const [bad, good] = await Promise.allSettled([
      ask(host, [{ op: "readFile", path, accounts: false }]),
      ask(host, [read]),
    ]);
    t.true(bad.status === "rejected" && bad.reason instanceof RangeError);
    t.is(good.status, "fulfilled");
  }
});

test("words of the host reach messages without control characters and secrets", async (t) => {
  const stderr = "sh: hunter2: \x1b[2J\x9b2Jnot found\r\n";
  const transport = {
    name: "host",
    run: async () => ({ stdout: Buffer.from(""), stderr, exitCode: 1 }),
    conceal: (text: string) => text.replaceAll("hunter2", "[secret]"),
    close: async () => {},
  };
  const { message } = await failed(t, "HOST_SHELL", ask(new Host(transport), [read]));
  t.true(message.endsWith("sh: [secret]: [2J2Jnot found"), JSON.stringify(message));
});
