import type { DeclaredConnection } from "../declared/connection.ts";
import { hostName } from "../target/host-name.ts";
import type { Host } from "./host/host.ts";
import type { Transport } from "./host/transport.ts";
import type { SshHosts } from "./ssh/ssh-hosts.ts";

/**
 * Makes hosts out of connections. What that takes is loaded when there is one: a plugin that only
 * previews starts faster.
 */
export class HostFactory {
  #ssh: Promise<SshHosts> | undefined;

  /** @param connection - undefined for this machine */
  async hostAt(connection: DeclaredConnection | undefined): Promise<Host> {
    const { Host } = await import("./host/host.ts");
    return new Host(await this.#transportTo(connection));
  }

  /** Ends what the hosts' connections share. */
  async close(): Promise<void> {
    await (await this.#ssh)?.close();
  }

  async #transportTo(connection: DeclaredConnection | undefined): Promise<Transport> {
    const name = hostName(connection);
    if (connection === undefined) {
      const { LocalTransport } = await import("./local/local-transport.ts");
      return new LocalTransport(name);
    }
    this.#ssh ??= import("./ssh/ssh-hosts.ts").then(({ SshHosts }) => new SshHosts());
    return (await this.#ssh).transport(connection, name);
  }
}
