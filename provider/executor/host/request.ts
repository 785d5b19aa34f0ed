import type { HostOperation } from "../../target/host-operation.ts";
import type { HelperProgram } from "./helper-program.ts";

/** What holds for a whole request. */
export interface RequestHead {
  /** A word that no other run has; every line of the answer that is no content begins with it. */
  readonly nonce: string;
  /** Who holds the host's lock meanwhile: one line, which others read who wait for it. */
  readonly who: string;
  /** How many seconds to wait for the lock; undefined: nothing is changed, none is needed. */
  readonly lockWait: number | undefined;
  /** The programs for x86-64 and arm64; undefined: no operation needs one. */
  readonly helpers: readonly [HelperProgram | undefined, HelperProgram | undefined] | undefined;
}

/**
 * The request behind the script: the head, then the operations of each section, a field per line.
 *
 * @throws RangeError if a field has a line feed or a NUL, or a text that becomes a file does not end
 *   with a line feed: a mistake of the caller's, since what users declare is checked before
 */
export function renderRequest(
  { nonce, who, lockWait, helpers }: RequestHead,
  sections: readonly (readonly HostOperation[])[],
): string {
  const lines = [
    "pmufilter-host 1",
    nonce,
    "work",
    lockWait === undefined ? "-" : String(lockWait),
    who,
    helpers === undefined ? "-" : helpers.map(hashAndSize).join(" "),
    ...sections.flatMap((operations) => ["section", ...operations.flatMap(fields)]),
    "end",
  ];
  checkLines(lines);
  return `${lines.join("\n")}\n`;
}

function checkLines(lines: readonly string[]): void {
  for (const line of lines) {
    if (/[\n\0]/.test(line))
      throw new RangeError(`a field of a request has a line feed or NUL: ${line}`);
  }
}

/**
 * The head of an upload; the program's bytes follow, up to the end of stdin.
 *
 * @param leftOut - the numbers of places where it could not be written
 */
export function renderUpload(
  nonce: string,
  { sha256, size }: HelperProgram,
  leftOut: readonly string[] = [],
): string {
  return `pmufilter-host 1\n${nonce}\nupload\n${sha256}\n${size}\n${leftOut.join(" ")}\n`;
}

/** Why a section cannot be part of a request; undefined if it can. */
export function unsayable(section: readonly HostOperation[]): RangeError | undefined {
  try {
    checkLines(section.flatMap(fields));
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return error;
    throw error;
  }
}

/** Whether an operation may change something on the host. */
export function changes(operation: HostOperation): boolean {
  switch (operation.op) {
    case "readFile":
    case "onlyIfOwn":
    case "onlyIfSame":
    case "onlyIfOutput":
      return false;
    case "run":
      return !operation.readOnly;
    default:
      return true;
  }
}

/** Whether an operation needs kvm-pmu-filter on the host. */
export function needsHelper(operation: HostOperation): boolean {
  return (
    operation.op === "installHelper" || (operation.op === "run" && operation.program === "helper")
  );
}

/** Whether kvm-pmu-filter is put on the host for an operation, where it is missing. */
export function bringsHelper(operation: HostOperation): boolean {
  return needsHelper(operation) && !("onlyIfThere" in operation && operation.onlyIfThere === true);
}

function hashAndSize(program: HelperProgram | undefined): string {
  return program === undefined ? "- 0" : `${program.sha256} ${program.size}`;
}

function fields(operation: HostOperation): readonly string[] {
  const { op } = operation;
  switch (op) {
    case "readFile":
      return [op, operation.path, operation.accounts ? "yes" : "no"];
    case "onlyIfOwn":
      return [op, operation.path, operation.record, operation.resource];
    case "onlyIfSame":
      return [
        op,
        operation.path,
        operation.text === undefined ? "absent" : `text ${hexOf(operation.text)}`,
      ];
    case "onlyIfOutput":
      return [op, operation.text === undefined ? "any" : `text ${hexOf(operation.text)}`];
    case "stageFile": {
      const { path, mode, owner, group, resource, text } = operation;
      return [op, path, mode, account(owner), account(group), resource, ...countedLines(text)];
    }
    case "commit":
      return [op];
    case "removeFile":
    case "installHelper":
      return [op, operation.path];
    case "makeDirectory":
      return [op, operation.path, operation.mode];
    case "run": {
      const { program, args, input } = operation;
      const words = args.map((arg) => (typeof arg === "string" ? `=${arg}` : "firstLine"));
      const read = input === undefined ? ["nothing"] : ["text", ...countedLines(input)];
      return [op, program, String(args.length), ...words, ...read];
    }
  }
}

function account(name: string | undefined): string {
  return name === undefined ? "" : `=${name}`;
}

function hexOf(text: string): string {
  return Buffer.from(text).toString("hex");
}

function countedLines(text: string): readonly string[] {
  if (!text.endsWith("\n"))
    throw new RangeError("a text of a request does not end with a line feed");
  const lines = text.slice(0, -1).split("\n");
  return [String(lines.length), ...lines];
}
