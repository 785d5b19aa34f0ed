import type { DeclaredConnection } from "../../declared/connection.ts";
import type { Transport } from "../host/transport.ts";
import { Turns } from "../turns.ts";
import { KeyAgents } from "./key-agents.ts";
import type { LoginMeans } from "./login.ts";
import { Master } from "./master.ts";
import { PrivateDirectory } from "./private-directory.ts";
import { loginKey, RecentFailures } from "./recent-failures.ts";
import { sshTransport } from "./ssh-transport.ts";

/**
 * The hosts that are reached by ssh. Connections to one host that differ by `sudo` only share one login,
 * and all of them take turns there.
 */
export class SshHosts {
  readonly #means: LoginMeans;
  readonly #masters = new Map<string, Master>();
  readonly #turns = new Turns();

  constructor() {
    const directory = new PrivateDirectory();
    this.#means = { directory, agents: new KeyAgents(directory), failures: new RecentFailures() };
  }

  /** @param name - the host's name in messages */
  transport(connection: DeclaredConnection, name: string): Transport {
    const master = this.#master(connection, name);
    const transport = sshTransport(connection, name, master, this.#means.directory);
    return { ...transport, inTurn: (work) => this.#turns.take(name, work) };
  }

  /** Ends connections and agents, and removes their sockets. What is asked for later begins anew. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#masters.values()].map((each) => each.close()));
    await this.#means.agents.close();
    this.#means.failures.clear();
    this.#means.directory.remove();
  }

  #master(connection: DeclaredConnection, name: string): Master {
    const key = loginKey(connection);
    const master = this.#masters.get(key) ?? new Master(connection, name, this.#means);
    this.#masters.set(key, master);
    return master;
  }
}
