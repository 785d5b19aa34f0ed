import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { checkEventRange } from "../../filter/arm64/check-event-range.ts";
import type { EventBits } from "../../filter/arm64/event-space.ts";
import { arm64Abi } from "./arm64-abi.ts";
import type { Arm64Call } from "./arm64-call.ts";

/**
 * Reads `A:0x11-0x11;D:0x30-0x3f` with one of the separators, the same one throughout.
 *
 * @throws {PmuFilterError} ARM64_TEXT_INVALID with the place, ARM64_RANGE_REVERSED,
 *   ARM64_EVENT_OUT_OF_RANGE.
 */
export function readArm64Text(
  text: string,
  bits: EventBits,
  separators: readonly string[],
): readonly Arm64Call[] {
  const calls: Arm64Call[] = [];
  const reader: Reader = { text, at: 0 };
  let separator: string | undefined;
  do {
    calls.push(readRange(reader, bits));
    separator ??= separators.find((candidate) => candidate === text[reader.at]);
  } while (separator !== undefined && take(reader, separator));
  if (reader.at < text.length) throw unexpected(reader, wantedBehind(separator, separators));
  return calls;
}

/** A place in a text. */
interface Reader {
  readonly text: string;
  at: number;
}

function readRange(reader: Reader, bits: EventBits): Arm64Call {
  const start = reader.at;
  const action = readAction(reader);
  if (!take(reader, ":")) throw unexpected(reader, 'a ":"');
  const first = readEvent(reader);
  if (!take(reader, "-")) throw unexpected(reader, 'a "-" and the last event of the range');
  const last = readEvent(reader);
  checkEventRange({ first, last }, bits);
  const nevents = last - first + 1;
  if (nevents > arm64Abi.maxEvents) throw wrapping(reader.text, start);
  return { baseEvent: first, nevents, action };
}

function readAction(reader: Reader): number {
  if (take(reader, "A")) return arm64Abi.actionAllow;
  if (take(reader, "D")) return arm64Abi.actionDeny;
  throw unexpected(reader, "A (allow) or D (deny), in upper case,");
}

function readEvent(reader: Reader): number {
  const word = /^[0-9a-z]*/i.exec(reader.text.slice(reader.at))?.[0] ?? "";
  if (word === "") throw unexpected(reader, "an event number");
  // One digit reads the same in decimal and in hexadecimal.
  if (!/^(?:0x[0-9a-f]+|[0-9])$/i.test(word)) throw notHexadecimal(reader, word);
  reader.at += word.length;
  return Number(word);
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false;
  reader.at++;
  return true;
}

function wantedBehind(separator: string | undefined, separators: readonly string[]): string {
  const wanted = separator === undefined ? separators : [separator];
  return `${wanted.map((each) => JSON.stringify(each)).join(" or ")} and another range, or the end,`;
}

function unexpected({ text, at }: Reader, wanted: string): PmuFilterError {
  const character = text[at];
  const found = character === undefined ? "the text ends" : `there is ${JSON.stringify(character)}`;
  return invalid(text, at, `${found} where ${wanted} should be`, example);
}

function notHexadecimal({ text, at }: Reader, word: string): PmuFilterError {
  const hint = /^[0-9a-f]+$/i.test(word)
    ? `Write 0x: QEMU's series reads ${word} as 0x${word.toLowerCase()}, with or without it.`
    : example;
  return invalid(text, at, `${word} is not a hexadecimal number with 0x`, hint);
}

function wrapping(text: string, at: number): PmuFilterError {
  return invalid(
    text,
    at,
    "the range has 65536 events, which the programs take for none, as their count has 16 bits",
    "Write two ranges, 0x0000-0x7fff and 0x8000-0xffff.",
  );
}

const example = 'Write ranges such as "A:0x11-0x11;D:0x30-0x3f" (QEMU), or with "," (kvmtool).';

function invalid(text: string, at: number, problem: string, hint: string): PmuFilterError {
  return new PmuFilterError(
    "ARM64_TEXT_INVALID",
    `The arm64 filter text ${JSON.stringify(text)}, at character ${at}: ${problem}.`,
    { hint, at },
  );
}
