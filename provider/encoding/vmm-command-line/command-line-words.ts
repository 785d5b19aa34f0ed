/**
 * The arguments in a text that holds a command line: as /proc/PID/cmdline has it, with a NUL behind
 * each; one argument per line, as in an argument file; or as a shell reads it. A JSON object outside
 * of quotes is taken as it stands, as `ps` and logs print arguments without their quotes.
 */
export function commandLineWords(text: string): readonly string[] {
  if (text.includes("\0")) return text.replace(/\0\s*$/, "").split("\0");
  if (isArgumentPerLine(text)) return linesOf(text).filter((line) => line !== "");
  return shellWords(linesOf(text).join("\n"));
}

/** Whether a text has an argument per line, as an argument file has. */
export function isArgumentPerLine(text: string): boolean {
  return linesOf(text).some((line) => loneOption.test(line));
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").map((line) => line.replace(/\r$/, ""));
}

/** A line that is nothing but an option which takes a value: the value is the next line. */
const loneOption = /^--?(?:object|accel|cpu|machine|M|pmu-filter)$/;

function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    for (const { text: word, end } of lineWords(text, at)) {
      words.push(word);
      at = end;
    }
    at = endOfLine(text, at);
  }
  return words;
}

/**
 * The words of the shell from a place to the end of the line, which a backslash, quotes and braces
 * continue; one by one, since who looks for a program need not read on behind another.
 */
export function* lineWords(text: string, start: number): Generator<Word> {
  const parts = /\n|[^\S\n]+|#.*|\{|[^\s{]\S*/y;
  for (let at = start; at < text.length; ) {
    parts.lastIndex = at;
    const part = parts.exec(text)?.[0] ?? "\n";
    if (part === "\n") return;
    if (/^[\s#]/.test(part)) {
      at += part.length;
      continue;
    }
    const word = part === "{" ? jsonWord(text, at) : shellWord(text, at);
    at = word.end;
    // A backslash before the end of a line is no word.
    if (word.text !== "" || word.quoted) yield word;
  }
}

/** Where the line ends that a place is in. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** A word, and where it ends. */
export interface Word {
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
