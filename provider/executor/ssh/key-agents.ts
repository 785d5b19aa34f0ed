import { writeFileSync } from "node:fs";
import type { ResultPromise } from "execa";
import type { DeclaredConnection } from "../../declared/connection.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { askPassEnvironment } from "./ask-pass.ts";
import { lastWords } from "./last-words.ts";
import type { PrivateDirectory } from "./private-directory.ts";
import { runSshTool, sshMissing } from "./ssh-tool.ts";

/** ssh-agents of this process, one for each inline private key, so that no key touches a disk. */
export class KeyAgents {
  readonly #directory: PrivateDirectory;
  readonly #agents = new Map<string, Promise<KeyAgent>>();

  constructor(directory: PrivateDirectory) {
    this.#directory = directory;
  }

  /**
   * An agent that has the connection's private key and no other.
   *
   * @throws PmuFilterError SSH_MISSING, or HOST_AUTHENTICATION if the key cannot be used
   */
  async agent(
    connection: DeclaredConnection & { readonly privateKey: string },
    name: string,
  ): Promise<KeyAgent> {
    const id = JSON.stringify([connection.privateKey, connection.privateKeyPassword]);
    const agent = this.#agents.get(id) ?? startAgent(connection, name, this.#directory);
    this.#agents.set(id, agent);
    agent.catch(() => this.#agents.delete(id));
    return agent;
  }

  /** Ends them. */
  async close(): Promise<void> {
    const agents = await Promise.allSettled(this.#agents.values());
    this.#agents.clear();
    await Promise.all(
      agents.map((agent) => (agent.status === "fulfilled" ? agent.value.end() : undefined)),
    );
  }
}

/** An ssh-agent with one key. */
export interface KeyAgent {
  readonly socket: string;
  /** The path of the key's public half. */
  readonly publicKey: string;
  /** Ends it. */
  end(): Promise<void>;
}

/**
 * ssh-agent runs this, with a pipe from us as stdin. When we end it, or end ourselves by whatever
 * means, the pipe does, and the agent with it.
 */
const untilEnd = 'echo; cat >/dev/null; kill "$SSH_AGENT_PID"';

/** In a session of its own, so that a Ctrl-C at the terminal is not for it. */
const agentOptions = { detached: true, cleanup: false, reject: false, buffer: false } as const;

async function startAgent(
  connection: DeclaredConnection & { readonly privateKey: string },
  name: string,
  directory: PrivateDirectory,
): Promise<KeyAgent> {
  const { execa } = await import("execa");
  const socket = directory.newPath("agent");
  const agent = execa("ssh-agent", ["-a", socket, "sh", "-c", untilEnd], agentOptions);
  await started(agent, name);
  letGo(agent);
  const end = async () => {
    agent.nodeChildProcess.ref();
    agent.stdin.end();
    await agent;
  };
  try {
    await addKey(connection, name, socket, directory);
    const publicKey = directory.newPath("public-key");
    writeFileSync(publicKey, await publicKeyOf(socket), { mode: 0o600 });
    return { socket, publicKey, end };
  } catch (error) {
    await end();
    throw error;
  }
}

type Agent = ResultPromise<typeof agentOptions>;

async function started(agent: Agent, name: string): Promise<void> {
  const line = new Promise<undefined>((resolve) => agent.stdout.once("data", resolve));
  const result = await Promise.race([line, agent]);
  if (!(result && "exitCode" in result)) return;
  if (result.code === "ENOENT") throw sshMissing("ssh-agent");
  throw new PmuFilterError("SSH_FAILED", `cannot start an ssh-agent for ${name}`, {
    cause: result,
  });
}

/** It must not keep this process from ending. */
function letGo(agent: Agent): void {
  agent.nodeChildProcess.unref();
  for (const stream of [agent.stdin, agent.stdout, agent.stderr]) {
    (stream as unknown as { unref?(): void }).unref?.();
  }
}

async function addKey(
  connection: DeclaredConnection & { readonly privateKey: string },
  name: string,
  socket: string,
  directory: PrivateDirectory,
): Promise<void> {
  const { privateKey, privateKeyPassword } = connection;
  const answer = {
    secret: privateKeyPassword ?? "",
    prompts: [privateKeyPassword === undefined ? "none is answered" : "Enter passphrase"],
  } as const;
  const { exitCode, stderr } = await runSshTool("ssh-add", ["-q", "-"], {
    input: `${privateKey.replaceAll("\r\n", "\n").trimEnd()}\n`,
    env: { ...askPassEnvironment(answer, directory), SSH_AUTH_SOCK: socket },
  });
  if (exitCode === 0) return;
  throw new PmuFilterError(
    "HOST_AUTHENTICATION",
    `the private key for ${name} cannot be used${lastWords(stderr, connection)}`,
    {
      hint:
        privateKeyPassword === undefined
          ? "If it is encrypted, give privateKeyPassword."
          : "Check privateKeyPassword, and that the key's text is whole.",
    },
  );
}

async function publicKeyOf(socket: string): Promise<string> {
  const { stdout } = await runSshTool("ssh-add", ["-L"], { env: { SSH_AUTH_SOCK: socket } });
  return `${stdout}\n`;
}
