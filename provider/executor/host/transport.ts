/** How the host program is started somewhere, and its stdin and stdout are reached. */
export interface Transport {
  /** The host's name in messages and keys: `localhost`, `kvm1.example`, `[kvm1.example]:2222`. */
  readonly name: string;

  /**
   * Runs the bootstrap on the host once, writes all of `request` to its stdin, closes it, and returns
   * everything that came on stdout and stderr. When the signal is aborted, it ends soon, with what has
   * come so far or with an error. What it returns may have begun on the host, whatever came; what
   * certainly has not, it may begin anew itself.
   *
   * @throws PmuFilterError if the host cannot be reached, does not let the user in, or was lost
   */
  run(request: Uint8Array, signal: AbortSignal): Promise<Ran>;

  /** Takes the connection's secrets out of a text that is to be quoted in a message. */
  conceal?(text: string): string;

  /** Does a piece of work when nobody else, under whatever user, is at work on the same host. */
  inTurn?<Result>(work: () => Promise<Result>): Promise<Result>;

  /** Ends what is kept open for later runs. */
  close(): Promise<void>;
}

/** What a run of the host program left. Whether it got to its end, its stdout tells. */
export interface Ran {
  readonly stdout: Uint8Array;
  readonly stderr: string;
  /** Of the program, or of what started it (255 is ssh's). */
  readonly exitCode: number;
}
