import type { DeclaredConnection } from "../../declared/connection.ts";
import type { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { type Destination, destinationOf } from "./destination.ts";
import { judgeHostKey } from "./host-key.ts";
import { jumpConnection } from "./jump-hosts.ts";
import { lastWords } from "./last-words.ts";
import {
  authenticationFailed,
  behindUnreachable,
  jumpUnreachable,
  keyChanged,
  keyUnknown,
  sshFailed,
  unreachable,
} from "./login-error.ts";
import { type Behind, lookThrough } from "./look-through.ts";
import type { PrivateDirectory } from "./private-directory.ts";
import { type Reachability, reachability } from "./reachability.ts";
import type { Started } from "./start-master.ts";

/** Why a login failed, and whether it may be attempted again. */
export interface Diagnosis {
  readonly error: PmuFilterError;
  readonly repeat: "no" | "once" | "yes";
}

/**
 * Finds out why a login failed: by looking at the host once more, and not by what ssh said, which is
 * only quoted.
 *
 * @throws PmuFilterError SSH_MISSING
 */
export async function diagnose(
  connection: DeclaredConnection,
  name: string,
  started: Started,
  directory: PrivateDirectory,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const words = lastWords(started.words, connection);
  const timedOut = started.how === "timed-out";
  const destination = await destinationOf(connection);
  if (destination === undefined) return { error: sshFailed(name, words), repeat: "no" };
  if (destination.proxied) {
    const look = () => lookThrough(connection, destination, directory, signal);
    return behindProxy(connection, name, destination, started, look);
  }
  const found = await reachability(destination.host, destination.port);
  if (found.kind !== "ssh") {
    const error = unreachable(name, destination, found);
    return { error, repeat: timedOut || found.kind === "name-unknown" ? "no" : "yes" };
  }
  if (timedOut) return { error: unreachable(name, destination, found), repeat: "no" };
  switch (await judgeHostKey(connection, destination)) {
    case "unknown":
      return { error: keyUnknown(name, destination), repeat: "no" };
    case "changed":
      return { error: keyChanged(name, connection, destination), repeat: "no" };
    case "fine":
      // sshd turns connections away when there are many, and it may not have done so to ours. But a
      // password is never tried twice: accounts get locked.
      return {
        error: authenticationFailed(name, connection, destination, words),
        repeat: started.asked ? "no" : "once",
      };
  }
}

/** What is behind a ProxyCommand cannot be looked at; a jump host, and what is behind it, can. */
async function behindProxy(
  connection: DeclaredConnection,
  name: string,
  destination: Destination,
  started: Started,
  look: () => Promise<Behind>,
): Promise<Diagnosis> {
  const words = lastWords(started.words, connection);
  const timedOut = started.how === "timed-out";
  const repeat = timedOut || started.asked ? "no" : "once";
  const [firstJump] = destination.jumps;
  if (firstJump === undefined) return { error: sshFailed(name, words, timedOut), repeat };
  const jump = await destinationOf(jumpConnection(connection, firstJump));
  const found: Reachability =
    jump === undefined || jump.proxied ? { kind: "ssh" } : await reachability(jump.host, jump.port);
  if (jump !== undefined && found.kind !== "ssh") {
    return { error: jumpUnreachable(name, firstJump, jump, found), repeat };
  }
  const error =
    (await look()) === "no-ssh"
      ? behindUnreachable(name, destination)
      : sshFailed(name, words, timedOut);
  return { error, repeat };
}
