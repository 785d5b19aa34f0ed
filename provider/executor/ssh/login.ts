import { writeFileSync } from "node:fs";
import type { DeclaredConnection } from "../../declared/connection.ts";
import { askPassEnvironment } from "./ask-pass.ts";
import { isOpenSsh85 } from "./client-age.ts";
import { type Destination, destinationArguments, destinationOf } from "./destination.ts";
import type { KeyAgents } from "./key-agents.ts";
import type { PrivateDirectory } from "./private-directory.ts";
import type { RecentFailures } from "./recent-failures.ts";

/** With what ssh logs in. */
export interface Login {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** A file that is there once ssh has asked for the password. */
  readonly asked: string | undefined;
}

/** What a login takes from its process. */
export interface LoginMeans {
  readonly directory: PrivateDirectory;
  readonly agents: KeyAgents;
  readonly failures: RecentFailures;
}

/**
 * Makes ssh's options of a connection: what it says goes before the user's configuration, which holds
 * for everything else. Whether host keys are verified is no matter of the configuration.
 *
 * @throws PmuFilterError SSH_MISSING, or HOST_AUTHENTICATION if the private key cannot be used
 */
export async function prepareLogin(
  connection: DeclaredConnection,
  name: string,
  means: LoginMeans,
): Promise<Login> {
  const password = await passwordLogin(connection, means.directory);
  const options = {
    ...(await verification(connection, means.directory)),
    ...(await keyOptions(connection, name, means.agents)),
    ...password.options,
  };
  const { agentSocketPath } = connection;
  return {
    args: [
      ...Object.entries(options).flatMap(([key, value]) => ["-o", `${key}=${value}`]),
      ...destinationArguments(connection),
    ],
    env: {
      ...password.env,
      ...(agentSocketPath === undefined ? {} : { SSH_AUTH_SOCK: agentSocketPath }),
    },
    asked: password.asked,
  };
}

type Options = Readonly<Record<string, string>>;

async function verification(
  { hostKey, strictHostKeyChecking = "yes" }: DeclaredConnection,
  directory: PrivateDirectory,
): Promise<Options> {
  const always = {
    VerifyHostKeyDNS: "no",
    NoHostAuthenticationForLocalhost: "no",
    UpdateHostKeys: "no",
  };
  if (hostKey === undefined) return { ...always, StrictHostKeyChecking: strictHostKeyChecking };
  const knownHosts = directory.newPath("known-hosts");
  // Whatever the host is called, by itself or by HostKeyAlias: this is its key.
  writeFileSync(knownHosts, `* ${hostKey}\n`, { mode: 0o600 });
  return {
    ...always,
    StrictHostKeyChecking: "yes",
    UserKnownHostsFile: knownHosts,
    GlobalKnownHostsFile: "/dev/null",
    CheckHostIP: "no",
    // An older one knows no such option. IgnoreUnknown would take the place of ssh_config's own.
    ...((await isOpenSsh85()) ? { KnownHostsCommand: "none" } : {}),
  };
}

async function keyOptions(
  connection: DeclaredConnection,
  name: string,
  agents: KeyAgents,
): Promise<Options> {
  const { privateKey, agentSocketPath } = connection;
  if (privateKey !== undefined) {
    // The user's own agent stays in the environment, for jump hosts.
    const { socket, publicKey } = await agents.agent({ ...connection, privateKey }, name);
    // Named by a file, the agent's key is offered also where ssh_config has IdentitiesOnly, and first:
    // ssh has no option that takes IdentityFile lines of ssh_config back.
    return { IdentityAgent: socket, IdentityFile: publicKey, IdentitiesOnly: "yes" };
  }
  // By way of the environment: an option would have `%` and `$` in the path expanded.
  return agentSocketPath === undefined ? {} : { IdentityAgent: "SSH_AUTH_SOCK" };
}

interface PasswordLogin {
  readonly options: Options;
  readonly env: Readonly<Record<string, string>>;
  readonly asked: string | undefined;
}

async function passwordLogin(
  connection: DeclaredConnection,
  directory: PrivateDirectory,
): Promise<PasswordLogin> {
  const { password } = connection;
  const whose = password === undefined ? undefined : await destinationOf(connection);
  if (password === undefined || whose === undefined || !(await isToldApart(whose))) {
    return { options: { BatchMode: "yes" }, env: {}, asked: undefined };
  }
  const asked = directory.newPath("asked");
  // As ssh cuts them, sshconnect2.c.
  const at = `${whose.user.slice(0, 30)}@${(whose.alias ?? whose.host).slice(0, 128)}`;
  const prompts = [`${at}'s password: `, `(${whose.user}@${whose.alias ?? whose.host}) `] as const;
  return {
    options: {
      BatchMode: "no",
      PasswordAuthentication: "yes",
      KbdInteractiveAuthentication: "yes",
      NumberOfPasswordPrompts: "1",
    },
    env: askPassEnvironment({ secret: password, prompts, asked }, directory),
    asked,
  };
}

/**
 * Whether it can be told who asks. Before OpenSSH 8.5, a jump host's ssh shows what that asks by
 * keyboard-interactive as it is, and it may ask in the words of the host behind it.
 */
async function isToldApart({ proxied }: Destination): Promise<boolean> {
  return !proxied || isOpenSsh85();
}
