import type { Token } from "./c-tokens.ts";

/** A value that cannot be evaluated; the message is the word that is not known. */
export class MacroUnknown extends Error {
  override readonly name = "MacroUnknown";
}

/** The value of an integer expression of C; throws {@link MacroUnknown}. */
export function evaluate(
  tokens: readonly Token[],
  defines: ReadonlyMap<string, readonly Token[]>,
): bigint {
  let at = 0;
  const value = binary(0);
  if (at < tokens.length) throw new MacroUnknown(tokens[at] ?? "");
  return value;

  function binary(level: number): bigint {
    const operators = levels[level];
    if (operators === undefined) return primary();
    let left = binary(level + 1);
    for (;;) {
      const operator = operators[tokens[at] ?? ""];
      if (operator === undefined) return left;
      at += 1;
      left = operator(left, binary(level + 1));
    }
  }

  function primary(): bigint {
    const token = tokens[at] ?? "";
    at += 1;
    if (token === "(") {
      const inner = binary(0);
      if (tokens[at] !== ")") throw new MacroUnknown("(");
      at += 1;
      return inner;
    }
    if (token === "~") return ~primary();
    const number = /^(0[xX][0-9a-fA-F]+|\d+)[uUlL]*$/.exec(token)?.[1];
    if (number !== undefined) return BigInt(number);
    const defined = defines.get(token);
    if (defined === undefined) throw new MacroUnknown(token);
    return evaluate(defined, new Map([...defines].filter(([name]) => name !== token)));
  }
}

type Operator = (left: bigint, right: bigint) => bigint;

/** By precedence, weakest first. */
const levels: readonly Readonly<Record<string, Operator>>[] = [
  { "|": (left, right) => left | right },
  { "&": (left, right) => left & right },
  { "<<": (left, right) => left << right, ">>": (left, right) => left >> right },
  { "+": (left, right) => left + right, "-": (left, right) => left - right },
];
