import { spawn } from "node:child_process";
import { builtHelper, type HelperTarget } from "../../toolchain/helper.ts";

/** What the helper left when it had ended. */
export interface Ended {
  /** Its exit code; a signal's name when it was killed. */
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run it: as another user, from another file, or with variables in its environment. */
export interface Way {
  readonly input?: Uint8Array | string;
  readonly target?: HelperTarget;
  readonly file?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the helper to its end: the build with sanitizers unless another is asked for. */
export async function runHelper(args: readonly string[], way: Way = {}): Promise<Ended> {
  const { input = "", target = "checked", file, env = {}, ...account } = way;
  const child = spawn(file ?? (await built(target)), args, { env, ...account });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  // It may end without having read all.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) =>
      resolve({ code: code ?? signal ?? "", stdout: text(stdout), stderr: text(stderr) }),
    );
  });
}

const builds = new Map<HelperTarget, Promise<string>>();

/** {@link builtHelper}, once in a test file. */
export function built(target: HelperTarget): Promise<string> {
  const known = builds.get(target);
  if (known !== undefined) return known;
  const building = builtHelper(target);
  builds.set(target, building);
  return building;
}

const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString("utf8");

/** What `error` says in the JSON of a run that failed. */
export interface HelperError {
  readonly code: string;
  readonly errno: string | null;
  readonly message: string;
  readonly hint: string;
}

/** An event that the kernel does not tell about. */
export interface OddEvent {
  readonly index: number;
  readonly code: string;
  readonly bits: string;
}

/** What the kernel said of one struct. */
export interface Judgement {
  readonly verdict: "accepted" | "refused";
  readonly errno: string | null;
  readonly dropped: readonly OddEvent[];
  readonly dead: readonly OddEvent[];
}

/** The JSON of `check`. */
export interface Check extends Judgement {
  readonly command: "check";
  readonly version: string;
  readonly ok: boolean;
  readonly vendorRules: "intel" | "amd" | null;
  readonly filter: Readonly<Record<"nevents" | "fixedCounterBitmap" | "flags", number>> & {
    readonly action: "allow" | "deny" | null;
  };
  readonly error?: HelperError;
}

/** The JSON of `probe`. */
export interface Probe {
  readonly command: "probe";
  readonly version: string;
  readonly ok: true;
  readonly machine: string;
  readonly kernel: string;
  readonly kvm: {
    readonly device: string;
    readonly access: "ok" | "missing" | "denied" | "unusable";
    readonly errno: string | null;
    readonly apiVersion: number | null;
    readonly capabilities: Readonly<Record<string, number>> | null;
    readonly vpmu: boolean | null;
    readonly scratchVm: { readonly created: boolean; readonly errno: string | null } | null;
    readonly vendorRules: "intel" | "amd" | null;
    readonly filter: {
      readonly form: "x86" | "arm64" | null;
      readonly errno: string | null;
      readonly live: boolean;
      readonly eventBits: 10 | 16 | null;
    } | null;
  };
  readonly ptrace: {
    readonly reach: "none" | "descendants" | "own-user" | "user-namespace" | "any";
    readonly errno: string | null;
    readonly uid: number;
    readonly capSysPtrace: boolean;
    readonly initialUserNamespace: boolean;
    readonly yamaScope: number | null;
  };
}

/** The one object on stdout. */
export function jsonOf<T>({ stdout }: Ended): T {
  if (stdout.split("\n").length !== 2) throw new Error(`not one line: ${stdout}`);
  return JSON.parse(stdout);
}

/** The objects on stdout, one per line. */
export function jsonLinesOf<T>({ stdout }: Ended): readonly T[] {
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
