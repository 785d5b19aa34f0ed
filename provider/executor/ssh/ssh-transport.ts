import { setTimeout as sleep } from "node:timers/promises";
import type { DeclaredConnection } from "../../declared/connection.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { throwIfCancelled } from "../cancellation.ts";
import { bootstrap } from "../host/bootstrap.ts";
import type { Ran, Transport } from "../host/transport.ts";
import { concealed, lastWords } from "./last-words.ts";
import type { Master } from "./master.ts";
import type { PrivateDirectory } from "./private-directory.ts";
import { runSession } from "./session.ts";
import { checkSudo, sudoCommand, sudoRequest } from "./sudo.ts";

/** What the login shell runs; sh, fish and csh understand it alike. */
const command = `exec sh -c '${bootstrap}'`;

/** How often a session is asked for that is not granted. */
const attempts = 3;

/**
 * Reaches a host by the user's own ssh: a session on its connection for each run, which a cancelled one
 * ends with what came so far.
 *
 * @param name - the host's name in messages
 */
export function sshTransport(
  connection: DeclaredConnection,
  name: string,
  master: Master,
  directory: PrivateDirectory,
): Transport {
  return {
    name,
    run: async (request, signal) =>
      connection.sudo
        ? checkSudo(
            connection,
            name,
            await run(sudoCommand, sudoRequest(connection.password, request), signal),
          )
        : await run(command, request, signal),
    conceal: (text) => concealed(text, connection),
    close: () => master.close(),
  };

  async function run(script: string, request: Uint8Array, signal: AbortSignal): Promise<Ran> {
    for (let attempt = 1; ; attempt += 1) {
      throwIfCancelled(signal);
      const socket = await master.socket(signal);
      const session = await runSession(socket, script, request, directory, signal);
      if (session.kind === "ran") return session.ran;
      if (attempt === attempts) throw noSession(session.words);
      await sleep(200 * attempt * Math.random());
    }
  }

  function noSession(words: string): PmuFilterError {
    return new PmuFilterError(
      "SSH_FAILED",
      `${name} lets the user in, but opens no session${lastWords(words, connection)}`,
      { hint: "See what its sshd_config says, such as MaxSessions, and its log." },
    );
  }
}
