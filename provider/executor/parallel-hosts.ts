import type { DeclaredConnection } from "../declared/connection.ts";
import { hostName } from "../target/host-name.ts";
import type { Procedure } from "../target/procedure.ts";
import { throwIfCancelled } from "./cancellation.ts";
import type { Hosts } from "./executor.ts";
import type { Host } from "./host/host.ts";
import { Slots } from "./slots.ts";

/** A host that is, or was, worked on, by its name: one, though users and rights there may differ. */
interface Visited {
  /** By connection; created at their first use. */
  readonly hosts: Map<string, Promise<Host>>;
  /** How many procedures are under way there. */
  procedures: number;
  /** Its slot, from the first procedure to the last. */
  slot?: Promise<() => void>;
}

/** Where hosts come from. */
export interface HostSource {
  hostAt(connection: DeclaredConnection | undefined): Promise<Host>;
  close(): Promise<void>;
}

/** One {@link Host} per connection, and so many hosts, told by their names, at work at a time. */
export class ParallelHosts implements Hosts {
  readonly #visited = new Map<string, Visited>();
  readonly #slots: Slots;
  readonly #source: HostSource;

  constructor(atATime: number, source: HostSource) {
    this.#slots = new Slots(atATime);
    this.#source = source;
  }

  async perform<Result>(
    connection: DeclaredConnection | undefined,
    procedure: Procedure<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    const visited = this.#visitedAt(connection);
    const leave = await this.#enter(visited, signal);
    try {
      return await (await this.#hostAt(connection, visited)).perform(procedure, signal);
    } finally {
      leave();
    }
  }

  async close(): Promise<void> {
    const hosts = [...this.#visited.values()].flatMap((visited) => [...visited.hosts.values()]);
    this.#visited.clear();
    await Promise.allSettled(hosts.map(async (host) => (await host).close()));
    await this.#source.close();
  }

  #visitedAt(connection: DeclaredConnection | undefined): Visited {
    const name = hostName(connection);
    const visited = this.#visited.get(name) ?? { hosts: new Map(), procedures: 0 };
    this.#visited.set(name, visited);
    return visited;
  }

  #hostAt(connection: DeclaredConnection | undefined, { hosts }: Visited): Promise<Host> {
    const key = JSON.stringify(Object.entries(connection ?? {}).sort());
    const host = hosts.get(key) ?? this.#source.hostAt(connection);
    hosts.set(key, host);
    return host;
  }

  /**
   * Those that come while a host is at work, or waits for its slot, come along.
   *
   * @returns what ends the visit
   * @throws PmuFilterError CANCELLED
   */
  async #enter(visited: Visited, signal: AbortSignal): Promise<() => void> {
    visited.slot ??= this.#slots.take();
    const { slot } = visited;
    visited.procedures += 1;
    const leave = () => {
      visited.procedures -= 1;
      if (visited.procedures > 0) return;
      delete visited.slot;
      slot.then((giveBack) => giveBack());
    };
    try {
      throwIfCancelled(signal);
      await orCancelled(slot, signal);
      throwIfCancelled(signal);
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  }
}

/** Fulfilled with the promise, or when the signal is aborted, if that is sooner. */
async function orCancelled(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const cancelled = Promise.withResolvers<void>();
  const cancel = () => cancelled.resolve();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    await Promise.race([promise, cancelled.promise]);
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
