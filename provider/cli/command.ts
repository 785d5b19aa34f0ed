import type { ExitCode } from "./exit-code.ts";
import type { Source } from "./input/source.ts";
import type { OptionName } from "./options/option-table.ts";
import type { Options } from "./options/options.ts";
import type { Json } from "./output/json.ts";
import type { Style } from "./output/style.ts";

/** One command of `pmufilter`: what its help says, and what it does. */
export interface Command {
  readonly name: string;
  /** What it does, in a line. */
  readonly summary: string;
  /** What stands behind its name besides options: `[FILE]`, `A B`. */
  readonly operands: string;
  /** The least and the largest number of operands. */
  readonly operandCount: readonly [number, number];
  /** Which of the operands name files; `-` is standard input. */
  readonly files: (operands: readonly string[]) => readonly string[];
  readonly options: readonly OptionName[];
  /** What else there is to know, as paragraphs. */
  readonly details: string;
  /** Exit codes in its own words, where they mean something special. */
  readonly exits: readonly string[];
  /** Pure. @throws {InputProblems} and PmuFilterError for what is wrong with the input. */
  readonly run: (request: Request) => Result;
}

/** What a command works with. */
export interface Request {
  readonly options: Options;
  readonly operands: readonly string[];
  /** The files that the command asked for, read. */
  readonly sources: readonly Source[];
}

/** What comes of a command. */
export interface Result {
  readonly exitCode: ExitCode;
  /** What is printed for people, without an end of line. */
  readonly text: (style: Style) => string;
  /** What `--json` prints, besides version and command. */
  readonly json: { readonly [member: string]: Json };
  /** What else is to be said, on stderr. */
  readonly notes: readonly string[];
}
