import { rmSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { DeclaredConnection } from "../../declared/connection.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { throwIfCancelled } from "../cancellation.ts";
import { diagnose } from "./diagnose.ts";
import { type LoginMeans, prepareLogin } from "./login.ts";
import { runSshTool } from "./ssh-tool.ts";
import { startMaster } from "./start-master.ts";

/** How often a connection is attempted where that may help. */
const attempts = 3;

/**
 * One ssh connection to a host, started when it is needed and again when it has ended. It is asked for
 * by one caller at a time.
 */
export class Master {
  readonly #connection: DeclaredConnection;
  readonly #name: string;
  readonly #means: LoginMeans;
  #socket: string | undefined;
  #starting: Promise<string> | undefined;
  #closing = new AbortController();

  constructor(connection: DeclaredConnection, name: string, means: LoginMeans) {
    this.#connection = connection;
    this.#name = name;
    this.#means = means;
  }

  /**
   * The control socket of the running connection.
   *
   * @throws PmuFilterError if there is no connection to be had, or CANCELLED
   */
  async socket(signal: AbortSignal): Promise<string> {
    if (this.#socket !== undefined && (await accepts(this.#socket))) return this.#socket;
    const failure = this.#means.failures.recall(this.#connection);
    if (failure !== undefined) throw failure;
    throwIfCancelled(signal);
    this.#starting = this.#start(AbortSignal.any([signal, this.#closing.signal]));
    try {
      this.#socket = await this.#starting;
      return this.#socket;
    } catch (error) {
      throwIfCancelled(signal);
      throw error;
    } finally {
      this.#starting = undefined;
    }
  }

  /** Ends the connection, also one that is being started. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#closing = new AbortController();
    const started = await this.#starting?.catch(() => undefined);
    const socket = started ?? this.#socket;
    this.#socket = undefined;
    if (socket === undefined || !(await accepts(socket))) return;
    await runSshTool("ssh", ["-F", "/dev/null", "-S", socket, "-O", "exit", "host"]);
  }

  async #start(signal: AbortSignal): Promise<string> {
    const { failures } = this.#means;
    try {
      const socket = await this.#attempt(signal);
      failures.forget(this.#connection);
      return socket;
    } catch (error) {
      if (!signal.aborted) failures.remember(this.#connection, error);
      throw error;
    }
  }

  async #attempt(signal: AbortSignal): Promise<string> {
    const { directory } = this.#means;
    const login = await prepareLogin(this.#connection, this.#name, this.#means);
    const seconds = this.#connection.connectTimeout ?? 15;
    for (let attempt = 1; ; attempt += 1) {
      const socket = directory.newPath("ssh");
      const started = await startMaster(socket, login, seconds, signal);
      if (started.how === "running") return socket;
      rmSync(socket, { force: true });
      if (started.how === "cancelled") throw cancelled();
      const found = await diagnose(this.#connection, this.#name, started, directory, signal);
      if (signal.aborted) throw cancelled();
      const { error, repeat } = found;
      if (attempt === attempts || repeat === "no") throw error;
      if (repeat === "once" && attempt > 1) throw error;
      // Not all at the same time: what turned them away were too many at a time.
      await sleep(100 + 400 * attempt * Math.random(), undefined, { signal }).catch(() => {
        throw cancelled();
      });
    }
  }
}

/** It was closed meanwhile. */
function cancelled(): PmuFilterError {
  return new PmuFilterError("CANCELLED", "the connection was given up");
}

/** Whether a master listens on a control socket. */
function accepts(socket: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const connection = connect(socket);
  connection.once("connect", () => resolve(true));
  connection.once("error", () => resolve(false));
  return promise.finally(() => connection.destroy());
}
