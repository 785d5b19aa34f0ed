/** What the command line takes from outside; tests have one of their own. */
export interface World {
  /** The text of a file. @throws a system error with a code such as ENOENT */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly readStdin: () => Promise<Uint8Array>;
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  /** The environment's NO_COLOR (https://no-color.org). */
  readonly noColour: string | undefined;
  readonly writeOutput: (text: string) => void;
  readonly writeError: (text: string) => void;
}
