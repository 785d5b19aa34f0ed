/**
 * The arguments in a text that holds a command line: as /proc/PID/cmdline has it, with a NUL behind
 * each; one argument per line, as in an argument file; or as a shell reads it. A JSON object outside
 * of quotes is taken as it stands, as `ps` and logs print arguments without their quotes.
 */
export function commandLineWords(text: string): readonly string[] {
  if (text.includes("\0")) return text.replace(/\0\s*$/, "").split("\0");
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  if (lines.some((line) => loneOption.test(line))) return lines.filter((line) => line !== "");
  return shellWords(text);
}

/** A line that is nothing but an option which takes a value: the value is the next line. */
const loneOption = /^--?(?:object|accel|cpu|machine|M|pmu-filter)$/;

function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  const parts = /\s+|#.*|\{|[^\s{]\S*/y;
  for (let at = 0; at < text.length; ) {
    parts.lastIndex = at;
    const part = parts.exec(text)?.[0] ?? " ";
    if (/^[\s#]/.test(part)) {
      at += part.length;
      continue;
    }
    const word = part === "{" ? jsonWord(text, at) : shellWord(text, at);
    at = word.end;
    // A backslash before the end of a line is no word.
    if (word.text !== "" || word.quoted) words.push(word.text);
  }
  return words;
}

interface Word {
  readonly text: string;
  readonly end: number;
  readonly quoted: boolean;
}

/** A word of POSIX's shell, without expansions. */
function shellWord(text: string, start: number): Word {
  const piece = /'([^']*)'?|"((?:[^"\\]|\\[\s\S])*)"?|\\([\s\S]?)|([^\s'"\\]+)/y;
  let [word, at, quoted] = ["", start, false];
  for (;;) {
    piece.lastIndex = at;
    const found = piece.exec(text);
    if (found === null || found[0] === "") return { text: word, end: at, quoted };
    const [all, single, double, escaped, plain] = found;
    quoted ||= single !== undefined || double !== undefined;
    word += single ?? double?.replace(/\\([$`"\\])|\\\n/g, "$1") ?? plain ?? unescaped(escaped);
    at += all.length;
  }
}

function unescaped(character = ""): string {
  return character === "\n" ? "" : character;
}

/** A JSON object from its brace to the matching one; to the end of the text where there is none. */
function jsonWord(text: string, start: number): Word {
  const piece = /"(?:[^"\\]|\\.)*"?|[{}]|[^"{}]+/y;
  let [at, depth] = [start, 0];
  while (at < text.length) {
    piece.lastIndex = at;
    const part = piece.exec(text)?.[0] ?? "";
    at += Math.max(part.length, 1);
    if (part === "{") depth += 1;
    if (part === "}") depth -= 1;
    if (depth === 0) break;
  }
  return { text: text.slice(start, at), end: at, quoted: true };
}
