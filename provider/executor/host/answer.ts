import {
  type FailureReason,
  failureReasons,
  type HostAnswer,
  type HostOperation,
} from "../../target/host-operation.ts";

/** What a run of the host program said. */
export type Reply =
  /**
   * The answers of the sections that were done; all of them unless the run was `lost` on its way.
   * Then `underWay` is the first operation without an answer.
   */
  | {
      readonly kind: "answered";
      readonly sections: readonly (readonly HostAnswer[])[];
      readonly lost: boolean;
      readonly underWay?: HostOperation;
    }
  /**
   * It said nothing. That nothing was done does not follow: what is on its way back may be lost
   * after all has been read there.
   */
  | { readonly kind: "not-begun" }
  /** Another holds the host's lock, and nothing was done. */
  | { readonly kind: "locked"; readonly holder: string }
  /** There is no directory to keep a lock in, and nothing was done. */
  | { readonly kind: "unlockable" }
  /** There is no kvm-pmu-filter on the host, and nothing was done. */
  | { readonly kind: "helper-missing"; readonly machine: string }
  /** A line stood where the host program never writes it. */
  | { readonly kind: "garbled"; readonly line: string };

/** Reads a run's stdout, strictly: what stands before its first line and behind its last is a login shell's. */
export function readReply(
  stdout: string,
  nonce: string,
  sections: readonly (readonly HostOperation[])[],
): Reply {
  const lines = Lines.behindBegin(stdout, nonce);
  if (lines === undefined) return { kind: "not-begun" };
  const answered: HostAnswer[][] = [];
  let underWay: HostOperation | undefined;
  try {
    const refusal = readRefusal(lines);
    if (refusal !== undefined) return refusal;
    for (const operations of sections) {
      const answers = operations.map((operation) => {
        underWay = operation;
        return readAnswer(lines, operation);
      });
      answered.push(answers);
      underWay = undefined;
    }
    lines.word("end");
    return { kind: "answered", sections: answered, lost: false };
  } catch (error) {
    if (error instanceof Ended) {
      const at = underWay === undefined ? {} : { underWay };
      return { kind: "answered", sections: answered, lost: true, ...at };
    }
    if (error instanceof Garbled) return { kind: "garbled", line: error.line };
    throw error;
  }
}

/** What became of an upload. */
export type UploadReply =
  | { readonly kind: "placed" | "not-begun" | "lost" | "cut" }
  | { readonly kind: "refused"; readonly words: string }
  /** It could not be written in one of the places, and the rest of the input was thrown away. */
  | { readonly kind: "unwritable"; readonly place: string }
  | { readonly kind: "garbled"; readonly line: string };

/** Reads an upload's stdout. */
export function readUploadReply(stdout: string, nonce: string): UploadReply {
  const lines = Lines.behindBegin(stdout, nonce);
  if (lines === undefined) return { kind: "not-begun" };
  try {
    const line = lines.next();
    if (line === "placed") return { kind: "placed" };
    if (line === "failed input-cut") return { kind: "cut" };
    const place = /^unwritable (\d)$/.exec(line)?.[1];
    if (place !== undefined) return { kind: "unwritable", place };
    if (line === "refused") return { kind: "refused", words: lines.content(".") };
    return { kind: "garbled", line };
  } catch (error) {
    if (error instanceof Ended) return { kind: "lost" };
    if (error instanceof Garbled) return { kind: "garbled", line: error.line };
    throw error;
  }
}

class Ended extends Error {}

class Garbled extends Error {
  readonly line: string;

  constructor(line: string) {
    super();
    this.line = line;
  }
}

/** The lines of an answer, one after the other. */
class Lines {
  readonly #lines: readonly string[];
  readonly #prefix: string;
  #at = 0;

  private constructor(lines: readonly string[], nonce: string) {
    this.#lines = lines;
    this.#prefix = `${nonce} `;
  }

  static behindBegin(stdout: string, nonce: string): Lines | undefined {
    // What is behind the last line feed is a line that was cut.
    const lines = stdout.split("\n").slice(0, -1);
    const begin = lines.indexOf(`${nonce} begin`);
    return begin === -1 ? undefined : new Lines(lines.slice(begin + 1), nonce);
  }

  /** The next line that is no content, without its nonce. */
  next(): string {
    const line = this.#line();
    if (!line.startsWith(this.#prefix)) throw new Garbled(line);
    return line.slice(this.#prefix.length);
  }

  /** What stands behind a word, if the next line begins with it. */
  optional(word: string): string | undefined {
    const start = `${this.#prefix}${word} `;
    const line = this.#lines[this.#at];
    if (!line?.startsWith(start)) return undefined;
    this.#at += 1;
    return line.slice(start.length);
  }

  /** Gives the last line back. */
  back(): void {
    this.#at -= 1;
  }

  word(expected: string): void {
    const line = this.next();
    if (line !== expected) throw new Garbled(line);
  }

  /** What stands in hexadecimal up to a line. */
  content(end: string): string {
    const digits: string[] = [];
    for (let line = this.#line(); line !== `${this.#prefix}${end}`; line = this.#line()) {
      const packed = line.replaceAll(/[ \t]/g, "");
      if (!/^(?:[0-9a-f]{2})*$/.test(packed)) throw new Garbled(line);
      digits.push(packed);
    }
    return Buffer.from(digits.join(""), "hex").toString("utf8");
  }

  #line(): string {
    const line = this.#lines[this.#at];
    if (line === undefined) throw new Ended();
    this.#at += 1;
    return line;
  }
}

/** What is said in place of all answers. */
function readRefusal(lines: Lines): Reply | undefined {
  let line = lines.next();
  while (line === "waiting") line = lines.next();
  const machine = /^helper-missing (\S+)$/.exec(line)?.[1];
  if (machine !== undefined) return { kind: "helper-missing", machine };
  if (line === "unlockable") return { kind: "unlockable" };
  if (line === "locked") return { kind: "locked", holder: lines.content(".") };
  lines.back();
  return undefined;
}

function readAnswer(lines: Lines, { op }: HostOperation): HostAnswer {
  const line = lines.next();
  if (line === "skipped") return { kind: "skipped" };
  const reason = /^failed (\S+)$/.exec(line)?.[1];
  if (isReason(reason)) return { kind: "failed", reason, words: lines.content(".") };
  const answer =
    op === "readFile"
      ? readReading(lines, line)
      : op === "run"
        ? readRun(lines, line)
        : op.startsWith("onlyIf")
          ? readCondition(line)
          : line === "done"
            ? ({ kind: "done" } as const)
            : undefined;
  if (answer === undefined) throw new Garbled(line);
  return answer;
}

function isReason(reason: string | undefined): reason is FailureReason {
  return failureReasons.some((known) => known === reason);
}

function readCondition(line: string): HostAnswer | undefined {
  return line === "held" || line === "unheld"
    ? { kind: "condition", held: line === "held" }
    : undefined;
}

function readRun(lines: Lines, line: string): HostAnswer | undefined {
  const exitCode = /^ran (\d+)$/.exec(line)?.[1];
  if (exitCode === undefined) return undefined;
  const stdout = lines.content("stderr");
  return { kind: "ran", exitCode: Number(exitCode), stdout, stderr: lines.content(".") };
}

function readReading(lines: Lines, line: string): HostAnswer | undefined {
  if (line === "absent") return { kind: "absent" };
  const what = /^other (.+)$/.exec(line)?.[1];
  if (what !== undefined) return { kind: "other", what };
  const [, mode, uid, gid] = /^file ([0-7]{4}) (\d+) (\d+)$/.exec(line) ?? [];
  if (mode === undefined || uid === undefined || gid === undefined) return undefined;
  const owner = [uid, ...readName(lines, "owner")];
  const group = [gid, ...readName(lines, "group")];
  return { kind: "file", file: { text: lines.content("."), mode, owner, group } };
}

/** A name, where names were asked for and there is one. */
function readName(lines: Lines, of: "owner" | "group"): readonly string[] {
  const name = lines.optional(of);
  return name === undefined || name === "" ? [] : [name];
}
