import { commandLineWords, endOfLine, isArgumentPerLine, lineWords } from "./command-line-words.ts";
import { isVmm } from "./vmm-program.ts";

/**
 * The words of each start of a VMM in a text, in their order: several in a log of libvirt, none in a
 * text about something else. The program stands among the words where the text has it; arguments by
 * themselves are a start too, if they are some that decide over filters.
 */
export function vmmCommands(text: string): readonly (readonly string[])[] {
  if (text.includes("\0") || isArgumentPerLine(text)) {
    return [commandLineWords(text)].filter((words) => isVmm(words[0] ?? "") || decides(words));
  }
  const commands = commandsIn(text.replaceAll("\r\n", "\n"));
  if (commands.length > 0) return commands;
  // A program of any other name: only what it is given can tell that it is a VMM. Messages begin
  // with a program's name and a colon.
  return isOneLine(text) && !/^\s*\S+:\s/.test(text)
    ? [commandLineWords(text)].filter(decides)
    : [];
}

function commandsIn(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [];
  let previous: string[] | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const { kind, words, end } = lineAt(text, at);
    at = endOfLine(text, end);
    if (kind === "arguments" && previous !== undefined) {
      previous.push(...words);
    } else if (kind === "arguments" || kind === "program") {
      previous = [...words];
      commands.push(previous);
    } else if (kind === "other") {
      previous = undefined;
    }
  }
  return commands.filter((words) => !startsWithArguments(words) || decides(words));
}

interface Line {
  /** Whether it starts a VMM, has arguments only, is empty, or anything else. */
  readonly kind: "program" | "arguments" | "empty" | "other";
  readonly words: readonly string[];
  readonly end: number;
}

/** Of a line that starts no VMM, no more is read than tells so: its quotes may be apostrophes. */
function lineAt(text: string, start: number): Line {
  const words: string[] = [];
  let [end, kind] = [start, undefined as Line["kind"] | undefined];
  for (const word of lineWords(text, start)) {
    words.push(word.text);
    end = word.end;
    kind ??= kindBy(words);
    if (kind === "other") return { kind, words: [], end: start };
  }
  if (words.length === 0) return { kind: "empty", words, end: start };
  return kind === undefined ? { kind: "other", words: [], end: start } : { kind, words, end };
}

/** What the words so far tell; undefined while they are what may stand before a program. */
function kindBy(words: readonly string[]): Line["kind"] | undefined {
  const word = words.at(-1) ?? "";
  if (isVmm(word, words.at(-2))) return "program";
  if (ownVariable.test(word)) return "arguments";
  if (words.some((before) => wrappers.includes(before.replace(/^.*\//, "")))) return undefined;
  if (startsWithArguments([word])) return "arguments";
  return /^[A-Za-z_]\w*=|^\d+$|(?:^|\/)vm$/.test(word) ? undefined : "other";
}

/** Programs that start another one. */
const wrappers =
  "chroot chrt env exec ionice nice nohup numactl setsid strace sudo systemd-run taskset time".split(
    " ",
  );

/** The variables of the provider's own argument files of format `environment`. */
const ownVariable = /^PMU_FILTER_(?:OBJECT|ACCEL)=/;

function startsWithArguments([first = ""]: readonly string[]): boolean {
  return /^--?[A-Za-z]|^\{/.test(first) || ownVariable.test(first);
}

/** Whether arguments have something to do with filters. */
function decides(words: readonly string[]): boolean {
  return words.some(
    (word, index) =>
      /^--?(?:accel|pmu-filter)(?:=|$)/.test(word) ||
      ownVariable.test(word) ||
      (/^--?object(?:=|$)/.test(word) &&
        `${word}${words[index + 1] ?? ""}`.includes("kvm-pmu-filter")) ||
      (/^--?cpu$/.test(word) && /(?:^|,)kvm-pmu-filter=/.test(words[index + 1] ?? "")),
  );
}

function isOneLine(text: string): boolean {
  const start = text.search(/\S/);
  let end = Math.max(start, 0);
  for (const word of lineWords(text, end)) end = word.end;
  return text.slice(end).trim() === "";
}
