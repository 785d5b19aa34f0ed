import type { DeclaredConnection } from "../../declared/connection.ts";
import type { ErrorCode } from "../../errors/error-code.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { Destination } from "./destination.ts";
import type { Reachability } from "./reachability.ts";

/**
 * Nobody answers there, no ssh server, or one that does not go on. What may be alive and well, behind a
 * slow login or a name server that does not answer, is SSH_FAILED: it is not to be given up for gone.
 */
export function unreachable(
  name: string,
  destination: Destination,
  found: Reachability,
): PmuFilterError {
  const { message, hint } = said(found, destination);
  return new PmuFilterError(codeOf(found), `${name} cannot be reached: ${message}`, { hint });
}

/** The first of the hosts in between cannot be reached. */
export function jumpUnreachable(
  name: string,
  jump: string,
  destination: Destination,
  found: Reachability,
): PmuFilterError {
  const { message, hint } = said(found, destination);
  return new PmuFilterError(
    codeOf(found),
    `${name} cannot be reached: its jump host ${jump} cannot, ${message}`,
    { hint },
  );
}

/** The jump hosts are there, and no ssh server behind them. */
export function behindUnreachable(
  name: string,
  { host, port, jumps }: Destination,
): PmuFilterError {
  return new PmuFilterError(
    "HOST_UNREACHABLE",
    `${name} cannot be reached: for its jump host ${jumps.at(-1)}, no ssh server answers on port ${port} of ${host}`,
    {
      hint: "Check that the host is up, and the name, port and firewalls as the jump host has them.",
    },
  );
}

/** known_hosts has no key of the host. */
export function keyUnknown(name: string, { host, port }: Destination): PmuFilterError {
  const scan = port === 22 ? `ssh-keyscan ${host}` : `ssh-keyscan -p ${port} ${host}`;
  return new PmuFilterError("HOST_KEY_UNKNOWN", `the key of ${name} is not in known_hosts`, {
    hint: `Log in once by ssh and compare the key, or add what \`${scan}\` prints once it is verified, give hostKey, or set strictHostKeyChecking to accept-new.`,
  });
}

/** The host shows another key than the known one. */
export function keyChanged(
  name: string,
  { hostKey }: DeclaredConnection,
  { host, port, alias }: Destination,
): PmuFilterError {
  const known = alias ?? (port === 22 ? host : `[${host}]:${port}`);
  const remove = `remove the old key by \`ssh-keygen -R "${known}"\` and add the new one`;
  return new PmuFilterError(
    "HOST_KEY_CHANGED",
    `${name} shows another key than ${hostKey === undefined ? "known_hosts has" : "hostKey says"}`,
    {
      hint: `Somebody may be in between. Ask who runs the host whether it was set up anew; if so, ${hostKey === undefined ? remove : "correct hostKey"}.`,
    },
  );
}

/** The host answers, its key is right, and it does not let the user in. */
export function authenticationFailed(
  name: string,
  connection: DeclaredConnection,
  { user }: Destination,
  words: string,
): PmuFilterError {
  const given = (["privateKey", "password", "agentSocketPath"] as const).filter(
    (member) => connection[member] !== undefined,
  );
  const by = given.length === 0 ? "the keys and the agent of your ssh" : given.join(" and ");
  const password = connection.password !== undefined;
  const advice = password
    ? "Check the password, and that sshd allows passwords (PasswordAuthentication)."
    : "Check the keys in its authorized_keys; ssh asks for nothing here, so a passphrase must be in the agent or in privateKeyPassword.";
  return new PmuFilterError("HOST_AUTHENTICATION", `${name} does not let ${user} in${words}`, {
    hint: `It was tried with ${by}. ${advice} A refresh or destroy uses the connection of the last pulumi up.`,
  });
}

/** ssh failed, and there is no looking from here. */
export function sshFailed(name: string, words: string, timedOut = false): PmuFilterError {
  const time = timedOut ? " in time" : "";
  return new PmuFilterError("SSH_FAILED", `ssh does not get to ${name}${time}${words}`, {
    hint: "Try it by hand, with the same ssh_config, user and port: `ssh -v` tells more.",
  });
}

function codeOf(found: Reachability): ErrorCode {
  if (found.kind === "silent") return "HOST_SILENT";
  const alive = found.kind === "ssh" || (found.kind === "name-unknown" && found.code === tryAgain);
  return alive ? "SSH_FAILED" : "HOST_UNREACHABLE";
}

/** getaddrinfo(3): the name server does not answer. */
const tryAgain = "EAI_AGAIN";

interface Said {
  readonly message: string;
  readonly hint: string;
}

function said(found: Reachability, { host, port }: Destination): Said {
  const check = "Check that the host is up, and the port and firewalls.";
  switch (found.kind) {
    case "name-unknown":
      if (found.code === tryAgain) {
        return {
          message: `no name server tells the address of "${host}" (${found.code})`,
          hint: "Check the network and DNS of the machine that runs Pulumi.",
        };
      }
      return {
        message: `there is no address for "${host}" (${found.code})`,
        hint: "Correct the name, or add it to DNS, /etc/hosts or ssh_config.",
      };
    case "unreachable":
      return found.code === "ECONNREFUSED"
        ? { message: `${host} refuses connections to port ${port}`, hint: check }
        : { message: `${host}, port ${port}: ${found.code}`, hint: check };
    case "no-answer":
      return { message: `${host} does not answer on port ${port}`, hint: check };
    case "silent":
      return {
        message: `${host} accepts connections to port ${port} and says nothing`,
        hint: "Check that its sshd works; connectTimeout says how long to wait.",
      };
    case "closed":
      return {
        message: `${host} closes connections to port ${port} at once`,
        hint: "Its sshd may have too many at a time (MaxStartups), or keep this machine out.",
      };
    case "not-ssh":
      return { message: `what answers on port ${port} of ${host} is no ssh server`, hint: check };
    case "ssh":
      return {
        message: "the login did not come to its end in time",
        hint: "Raise connectTimeout if logging in takes long there.",
      };
  }
}
