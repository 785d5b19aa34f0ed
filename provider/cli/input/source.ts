/** A text that a command reads, and the name by which messages call it. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** The operand that stands for standard input. */
export const stdinOperand = "-";
