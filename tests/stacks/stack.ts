import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { changedLines, entryLines } from "./diff-lines.ts";
import type { Program, Shell } from "./shell.ts";
import { temporaryDirectory } from "./temporary.ts";

/** A stack of its own, with a backend of its own, driven by the real Pulumi CLI. */
export class Stack {
  readonly shell: Shell;
  /** Where the program is. */
  readonly directory: string;
  /** An empty directory for the files that filters are put into. */
  readonly targets: string;
  /** Where Pulumi keeps the state and its own files. */
  readonly home: string;

  private constructor(shell: Shell, directory: string) {
    this.shell = shell;
    this.directory = directory;
    const place = temporaryDirectory();
    this.targets = join(place, "targets");
    this.home = join(place, "home");
    for (const made of [this.targets, this.home]) mkdirSync(made);
  }

  static async create(shell: Shell): Promise<Stack> {
    const stack = new Stack(shell, await shell.makeDirectory());
    stack.declare({});
    await stack.run(["stack", "init", "dev"]);
    return stack;
  }

  /** Writes the program anew. */
  declare(program: Program): void {
    for (const [name, text] of Object.entries(this.shell.write(program))) {
      writeFileSync(join(this.directory, name), text);
    }
  }

  /** The path of a file that a filter is put into. */
  file(name: string): string {
    return join(this.targets, name);
  }

  /** The key of a target on this machine. */
  key(name: string): string {
    return `qemuArgs:localhost:${this.file(name)}`;
  }

  /**
   * Runs a command that succeeds.
   *
   * @returns what it prints on stdout
   */
  async run(args: readonly string[], env: Environment = {}): Promise<string> {
    const { exitCode, stdout, all } = await this.#pulumi(args, env);
    if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")}: exit code ${exitCode}\n${all}`);
    return stdout;
  }

  /**
   * Runs a command that fails.
   *
   * @returns everything that it prints
   */
  async fail(args: readonly string[], env: Environment = {}): Promise<string> {
    const { exitCode, all } = await this.#pulumi(args, env);
    if (exitCode === 0) throw new Error(`pulumi ${args.join(" ")} succeeded\n${all}`);
    return all;
  }

  async up(env: Environment = {}): Promise<string> {
    return this.run(up, env);
  }

  /** `pulumi up` that fails when anything changes. */
  async upUnchanged(env: Environment = {}, flags: readonly string[] = []): Promise<string> {
    return this.run([...up, "--expect-no-changes", ...flags], env);
  }

  async refresh(env: Environment = {}): Promise<string> {
    return this.run(["refresh", "--yes", "--skip-preview"], env);
  }

  async destroy(env: Environment = {}): Promise<string> {
    return this.run(["destroy", "--yes", "--skip-preview"], env);
  }

  /** What a preview says as data. */
  async preview(env: Environment = {}): Promise<Preview> {
    const preview = JSON.parse(await this.run(["preview", "--json"], env)) as PreviewJson;
    return {
      steps: Object.fromEntries(
        preview.steps
          .filter(({ urn }) => urn.includes(`::${this.shell.type}::`))
          .map(({ urn, op }) => [nameOf(urn), op]),
      ),
      messages: (preview.diagnostics ?? []).map(({ message }) => message).join("\n"),
    };
  }

  /** The changed lines that `preview --diff` shows of a resource. */
  async previewChanges(name: string): Promise<readonly string[]> {
    return changedLines(await this.run(["preview", "--diff"]), name);
  }

  /** Those of them that are about events. */
  async previewEntries(name: string): Promise<readonly string[]> {
    return entryLines(await this.previewChanges(name));
  }

  /** The resources in the state, by name, secrets encrypted. */
  async resources(): Promise<Readonly<Record<string, ResourceState>>> {
    const { deployment } = JSON.parse(await this.run(["stack", "export"])) as StateJson;
    return Object.fromEntries(
      (deployment.resources ?? [])
        .filter(({ type }) => type === this.shell.type)
        .map((resource) => [nameOf(resource.urn), resource]),
    );
  }

  /** Starts a command, in a process group of its own as a shell would; it may fail. */
  start(args: readonly string[], env: Environment = {}) {
    return execa("pulumi", [...args, "--non-interactive", "--color=never"], {
      cwd: this.directory,
      env: { ...environment(this.home), ...env },
      all: true,
      reject: false,
      detached: true,
    });
  }

  async #pulumi(args: readonly string[], env: Environment) {
    const { exitCode, stdout, all } = await this.start(args, env);
    return { exitCode, stdout, all };
  }
}

/** Environment variables on top of the stack's own. */
export type Environment = Readonly<Record<string, string>>;

/** What a preview would do to each filter, and every message. */
export interface Preview {
  readonly steps: Readonly<Record<string, string>>;
  readonly messages: string;
}

/** A filter in the state. */
export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Outputs;
}

/** A filter's outputs, as far as the lives look at them. */
export interface Outputs {
  readonly __provider?: string;
  readonly applied: Readonly<Record<string, string>>;
  readonly status: Readonly<Record<string, { readonly state: string; readonly evidence: string }>>;
  readonly entries: Readonly<Record<string, string>>;
  readonly qemuArguments?: readonly string[];
}

interface PreviewJson {
  readonly steps: readonly { readonly urn: string; readonly op: string }[];
  readonly diagnostics?: readonly { readonly message: string }[];
}

interface StateJson {
  readonly deployment: { readonly resources?: readonly ResourceState[] };
}

const up = ["up", "--yes", "--skip-preview"];

let compileCache: string | undefined;

function environment(home: string) {
  compileCache ??= temporaryDirectory();
  return {
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${home}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_STACK: "dev",
    // A second per command; the examples are compiled with their types.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    NODE_COMPILE_CACHE: compileCache,
    // Whoever runs the tests may have it set.
    PMUFILTER_DRY_RUN: "",
  };
}

function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
