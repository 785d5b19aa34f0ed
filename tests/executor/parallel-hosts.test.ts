import { setTimeout as sleep } from "node:timers/promises";
import test from "ava";
import type { DeclaredConnection } from "../../provider/declared/connection.ts";
import { Host } from "../../provider/executor/host/host.ts";
import type { Transport } from "../../provider/executor/host/transport.ts";
import { ParallelHosts } from "../../provider/executor/parallel-hosts.ts";
import type { Procedure } from "../../provider/target/procedure.ts";
import { never } from "./plans.ts";
import { failed } from "./refusal.ts";

/** Hosts that are at work until they are let go, and what was done with them. */
class Fleet {
  readonly made: string[] = [];
  readonly atWork = new Set<string>();
  readonly closed: string[] = [];
  readonly #waiting = new Map<string, () => void>();

  async hostAt(connection: DeclaredConnection | undefined): Promise<Host> {
    const name = connection?.host ?? "localhost";
    this.made.push(name);
    const transport: Transport = {
      name,
      run: async () => {
        this.atWork.add(name);
        await new Promise<void>((done) => this.#waiting.set(name, done));
        this.atWork.delete(name);
        throw new Error(`${name} is done`);
      },
      close: async () => void this.closed.push(name),
    };
    return new Host(transport);
  }

  /** Waits until just these are at work. */
  async working(...names: readonly string[]): Promise<boolean> {
    const isSo = () => [...this.atWork].sort().join() === names.join();
    for (let turn = 0; turn < 2000 && !isSo(); turn++) await sleep(1);
    // Whoever should not begin has the time to do it all the same.
    await sleep(5);
    return isSo();
  }

  /** Lets a host go. */
  finish(name: string): void {
    this.#waiting.get(name)?.();
  }

  async close(): Promise<void> {
    this.closed.push("all");
  }
}

function* asking(): Procedure<void> {
  yield [{ op: "readFile", path: "/a", accounts: false }];
}

function* nothing(): Procedure<void> {}

const at = (host: string) => ({ host });

test("so many hosts at a time, in the order of their asking", async (t) => {
  const fleet = new Fleet();
  const hosts = new ParallelHosts(2, fleet);
  const work = ["a", "b", "c", "d"].map((host) => hosts.perform(at(host), asking(), never));
  const results = Promise.allSettled(work);
  t.true(await fleet.working("a", "b"));
  fleet.finish("b");
  t.true(await fleet.working("a", "c"));
  fleet.finish("a");
  t.true(await fleet.working("c", "d"));
  fleet.finish("c");
  fleet.finish("d");
  t.deepEqual(
    (await results).map(({ status }) => status),
    Array.from({ length: 4 }, () => "rejected"),
  );
  const again = hosts.perform(at("e"), asking(), never);
  t.true(await fleet.working("e"));
  fleet.finish("e");
  await t.throwsAsync(again, { message: "e is done" });
});

test("what asks a host that is at work comes along, and takes no other's place", async (t) => {
  const fleet = new Fleet();
  const hosts = new ParallelHosts(1, fleet);
  const work = ["a", "b", "a", "a"].map((host) => hosts.perform(at(host), asking(), never));
  const results = Promise.allSettled(work);
  t.true(await fleet.working("a"));
  fleet.finish("a");
  t.true(await fleet.working("b"));
  fleet.finish("b");
  await results;
  t.deepEqual(fleet.made, ["a", "b"]);
});

test("a connection is a host of its own, however its members are ordered", async (t) => {
  const fleet = new Fleet();
  const hosts = new ParallelHosts(9, fleet);
  const connections = [
    { host: "a", user: "u" },
    { user: "u", host: "a" },
    { host: "a", user: "v" },
    undefined,
  ];
  const cancelled = AbortSignal.abort();
  for (const connection of connections) {
    await t.throwsAsync(hosts.perform(connection, asking(), cancelled));
  }
  t.deepEqual(fleet.made, []);
  const work = connections.map((connection) => hosts.perform(connection, nothing(), never));
  await Promise.all(work);
  t.deepEqual(fleet.made, ["a", "a", "localhost"]);
});

test("users of a host share its turn; another port is another host", async (t) => {
  const fleet = new Fleet();
  const hosts = new ParallelHosts(1, fleet);
  const connections = [
    { host: "a" },
    { host: "a", port: 23 },
    { host: "a", user: "v", sudo: true },
  ];
  const work = connections.map((connection) => hosts.perform(connection, nothing(), never));
  await Promise.all(work);
  const busy = hosts.perform({ host: "a" }, asking(), never);
  t.true(await fleet.working("a"));
  await hosts.perform({ host: "a", user: "v" }, nothing(), never);
  const other = hosts.perform({ host: "b" }, asking(), never);
  t.true(await fleet.working("a"));
  fleet.finish("a");
  await t.throwsAsync(busy, { message: "a is done" });
  t.true(await fleet.working("b"));
  fleet.finish("b");
  await t.throwsAsync(other, { message: "b is done" });
});

test("whoever is cancelled while it waits for its turn goes at once, and alone", async (t) => {
  const fleet = new Fleet();
  const hosts = new ParallelHosts(1, fleet);
  const first = hosts.perform(at("a"), asking(), never);
  const cancel = new AbortController();
  const waiting = hosts.perform(at("b"), asking(), cancel.signal);
  const other = hosts.perform(at("b"), asking(), never);
  t.true(await fleet.working("a"));
  cancel.abort();
  await failed(t, "CANCELLED", waiting);
  fleet.finish("a");
  t.true(await fleet.working("b"));
  fleet.finish("b");
  await t.throwsAsync(first, { message: "a is done" });
  await t.throwsAsync(other, { message: "b is done" });
});

test("one that was cancelled keeps nobody from a turn", async (t) => {
  const fleet = new Fleet();
  const hosts = new ParallelHosts(1, fleet);
  const first = hosts.perform(at("a"), asking(), never);
  const cancel = new AbortController();
  const cancelled = hosts.perform(at("b"), asking(), cancel.signal);
  const last = hosts.perform(at("c"), asking(), never);
  t.true(await fleet.working("a"));
  cancel.abort();
  await failed(t, "CANCELLED", cancelled);
  fleet.finish("a");
  t.true(await fleet.working("c"));
  fleet.finish("c");
  await Promise.allSettled([first, last]);
  t.deepEqual(fleet.made, ["a", "c"]);
});

test("closing ends every host, and what they share", async (t) => {
  const fleet = new Fleet();
  const hosts = new ParallelHosts(2, fleet);
  const work = ["a", "b"].map((host) => hosts.perform(at(host), asking(), never));
  const results = Promise.allSettled(work);
  t.true(await fleet.working("a", "b"));
  fleet.finish("a");
  fleet.finish("b");
  await results;
  await hosts.close();
  t.deepEqual(fleet.closed, ["a", "b", "all"]);
});
