import { evaluate, MacroUnknown } from "./c-expression.ts";
import { type CTokens, readTokens, type Token } from "./c-tokens.ts";

/** A row of a table: `{ .name = "A", .code = 0x1, }`. */
export interface CRow {
  /** The string of a member; undefined where it is not there. */
  readonly text: (member: string) => string | undefined;
  /** The number of a member, 0 where it is not there; throws {@link MacroUnknown}. */
  readonly number: (member: string) => bigint;
  /** The words of a member, such as the flags of `A | B`. */
  readonly words: (member: string) => readonly string[];
}

/** A table: `static const amd64_entry_t NAME[] = { ... };`. */
export interface CTable {
  readonly type: string;
  readonly rows: readonly CRow[];
  /** What stands between the rows and is none, such as macros with parameters. */
  readonly strays: readonly string[];
}

/** The tables of a C header, by name; `known` are numbers that other headers define. */
export function readTables(
  text: string,
  known: ReadonlyMap<string, readonly Token[]>,
): ReadonlyMap<string, CTable> {
  const { tokens, defines } = readTokens(text);
  const values = new Map([...known, ...defines]);
  const tables = new Map<string, CTable>();
  for (let at = 0; at < tokens.length; at += 1) {
    const opens = tokens[at] === "[" && tokens[at + 1] === "]" && tokens[at + 2] === "=";
    if (!opens || tokens[at + 3] !== "{") continue;
    const [type = "", name = ""] = [tokens[at - 2], tokens[at - 1]];
    const end = closing(tokens, at + 3);
    tables.set(name, { type, ...readRows(tokens.slice(at + 4, end), values) });
    at = end;
  }
  return tables;
}

function readRows(tokens: readonly Token[], values: CTokens["defines"]): Omit<CTable, "type"> {
  const rows: CRow[] = [];
  const strays: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at] === "{") {
      const end = closing(tokens, at);
      rows.push(readRow(tokens.slice(at + 1, end), values));
      at = end;
    } else if (tokens[at] === "(") {
      at = closing(tokens, at);
    } else if (tokens[at] !== ",") {
      strays.push(tokens[at] ?? "");
    }
  }
  return { rows, strays };
}

function readRow(tokens: readonly Token[], values: CTokens["defines"]): CRow {
  const members = new Map<string, readonly Token[]>();
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at] !== "." || tokens[at + 2] !== "=") continue;
    const end = endOfMember(tokens, at + 3);
    members.set(tokens[at + 1] ?? "", tokens.slice(at + 3, end));
    at = end - 1;
  }
  return {
    text: (member) =>
      members
        .get(member)
        ?.filter((token) => token.startsWith('"'))
        .map((token) => token.slice(1, -1))
        .join(""),
    number: (member) => {
      const expression = members.get(member);
      return expression === undefined ? 0n : evaluate(expression, values);
    },
    words: (member) => members.get(member)?.filter((token) => /^[A-Za-z_]/.test(token)) ?? [],
  };
}

function endOfMember(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < tokens.length && tokens[at] !== ",") {
    at = tokens[at] === "{" || tokens[at] === "(" ? closing(tokens, at) + 1 : at + 1;
  }
  return at;
}

/** Where the bracket at a place is closed; throws {@link MacroUnknown} if it is not. */
function closing(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    if ("{([".includes(tokens[at] ?? " ")) depth += 1;
    else if ("})]".includes(tokens[at] ?? " ")) depth -= 1;
    if (depth === 0) return at;
  }
  throw new MacroUnknown(tokens[from] ?? "");
}
