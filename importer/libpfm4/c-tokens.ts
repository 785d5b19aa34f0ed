/** A token of C: a word, a number, a string with its quotes, or a sign. */
export type Token = string;

/** The tokens of a C header without comments, and the numbers that it defines. */
export interface CTokens {
  readonly tokens: readonly Token[];
  /** The tokens of `#define NAME ...`, for macros without parameters. */
  readonly defines: ReadonlyMap<string, readonly Token[]>;
}

/** Reads a C header as far as its tables need. */
export function readTokens(text: string): CTokens {
  const defines = new Map<string, readonly Token[]>();
  const plain = text
    .replace(
      /("(?:[^"\\\n]|\\.)*")|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
      (_, string?: string) => string ?? " ",
    )
    .replace(/^[ \t]*#((?:\\\r?\n|[^\n])*)/gm, (_, directive: string) => {
      const [, name, value] = /^\s*define\s+(\w+)[ \t]+(.*)/s.exec(directive) ?? [];
      if (name !== undefined && value !== undefined) defines.set(name, tokensOf(value));
      return "";
    });
  return { tokens: tokensOf(plain), defines };
}

function tokensOf(text: string): readonly Token[] {
  return text.match(/"(?:[^"\\\n]|\\.)*"|\w+|<<|>>|[^\s\w]/g) ?? [];
}
