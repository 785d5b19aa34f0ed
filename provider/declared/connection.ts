import { isIPv6 } from "node:net";
import type { TypeOf } from "io-ts";
import { object, optional } from "./object.ts";
import type { Refusal } from "./problem.ts";
import { choice, flag, integer, text } from "./scalar.ts";

/** How host keys that are not known yet are taken, in ssh_config(5)'s words. */
export const hostKeyCheckings = ["yes", "accept-new"] as const;

const connectionProperties = {
  host: optional(text(judgeHost), {
    description: "The host: a name or address, or a `Host` of ssh_config.",
    byDefault: "the provider's; without any, this machine",
  }),
  user: optional(text(judgeWord("user")), {
    description: "The user to log in as.",
    byDefault: "as ssh_config says, else who runs Pulumi",
  }),
  port: optional(integer("port", 1, 65_535), {
    description: "The port.",
    byDefault: "as ssh_config says, else 22",
  }),
  password: optional(text(judgeSecretLine, { secret: true }), {
    description: "Secret. The user's password, for the login and for sudo.",
  }),
  privateKey: optional(text(judgePrivateKey, { secret: true }), {
    description:
      "Secret. A private key's text, as ssh-keygen writes it. It never touches a disk; without it, the keys and the agent of ssh_config are used.",
  }),
  privateKeyPassword: optional(text(judgeSecretLine, { secret: true }), {
    description: "Secret. The private key's passphrase.",
  }),
  agentSocketPath: optional(text(judgeAbsolute), {
    description: "The socket of the ssh-agent to ask.",
    byDefault: "SSH_AUTH_SOCK, or as ssh_config says",
  }),
  hostKey: optional(text(judgeHostKey), {
    description:
      "The host's public key, as in known_hosts without the name: `ssh-ed25519 AAAA...`. Only this key is accepted then.",
    byDefault: "as known_hosts says",
  }),
  strictHostKeyChecking: optional(choice(hostKeyCheckings), {
    description:
      "`accept-new` takes the key of a host that known_hosts does not know and adds it there; a changed key is always refused.",
    byDefault: "`yes`",
  }),
  sudo: optional(flag, {
    description: "Work as root, by `sudo`.",
    byDefault: "false",
  }),
  connectTimeout: optional(integer("connectTimeout", 1, 3600), {
    description: "After how many seconds a host that does not answer counts as unreachable.",
    byDefault: "15",
  }),
  sshConfig: optional(text(judgeAbsolute), {
    description:
      "The absolute path of an ssh_config file to use in place of the user's; proxies, jump hosts and the rest are said there.",
  }),
};

/**
 * How a host is reached: by the user's own OpenSSH. The members are those of pulumi-command's
 * connection, and some more.
 */
export const connectionCodec = object(
  "Connection",
  "How a host is reached, by the ssh of the machine that runs Pulumi: its configuration, agent, known hosts, jump hosts and certificates hold. Members that a target leaves out are taken from the provider's `connection`.",
  connectionProperties,
);

/** A connection as declared. */
export type DeclaredConnection = TypeOf<typeof connectionCodec>;

/** The members of a connection that are secret wherever they stand. */
export const secretConnectionMembers: readonly string[] = Object.entries(connectionProperties)
  .filter(([, { codec }]) => codec.shape.kind === "string" && codec.shape.secret === true)
  .map(([member]) => member);

function judgeHost(host: string): Refusal | undefined {
  // ssh takes what begins with a dash for an option, and user@host for both; a colon is an address's.
  if (/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(host) || isIPv6(host)) return undefined;
  return {
    code: "HOST_INVALID",
    message: `"${host}" is no host's name or address`,
    hint: "Give the name alone; user and port are members of their own.",
  };
}

function judgeWord(what: string): (value: string) => Refusal | undefined {
  return (value) =>
    /^[A-Za-z0-9_][A-Za-z0-9_.@\\-]*\$?$/.test(value)
      ? undefined
      : { code: "HOST_INVALID", message: `"${value}" is no ${what}'s name` };
}

function judgeAbsolute(path: string): Refusal | undefined {
  return /^\/[^\n\0]*$/.test(path)
    ? undefined
    : {
        code: "PATH_INVALID",
        message: `"${path}" is not an absolute path`,
        hint: "Write the whole path, from the root /.",
      };
}

/** Nothing of a secret is quoted. */
function judgeSecretLine(secret: string): Refusal | undefined {
  return /^[^\n\r\0]+$/.test(secret)
    ? undefined
    : { code: "SECRET_INVALID", message: "is empty or has more than one line" };
}

function judgePrivateKey(key: string): Refusal | undefined {
  return /^-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----\r?\n[\s\S]+-----END [A-Z0-9 ]*PRIVATE KEY-----\s*$/.test(
    key,
  )
    ? undefined
    : {
        code: "SECRET_INVALID",
        message: "is not the text of a private key",
        hint: "Give the file's contents, from -----BEGIN to -----END, not its path.",
      };
}

function judgeHostKey(key: string): Refusal | undefined {
  return /^[a-z0-9@.-]+ [A-Za-z0-9+/]+=*( [^\n]*)?$/.test(key)
    ? undefined
    : {
        code: "HOST_KEY_INVALID",
        message: "is no public key",
        hint: "Give its type and base64 text, as `ssh-keyscan` prints them behind the name.",
      };
}
