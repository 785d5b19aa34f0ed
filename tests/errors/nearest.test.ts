import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { nearest } from "../../provider/errors/nearest.ts";

const candidates = ["action", "cpus", "events", "fixedCounters", "targets", "qemuId", "dryRun"];

/** A misspelt word and what it may have meant, nearest first. */
const rows: readonly [word: string, known: readonly string[], guesses: readonly string[]][] = [
  ["event", candidates, ["events"]],
  ["acton", candidates, ["action"]],
  ["QEMUID", candidates, ["qemuId"]],
  ["fixedcounter", candidates, ["fixedCounters"]],
  ["presets", candidates, []],
  ["x", candidates, []],
  ["", candidates, []],
  ["events", [], []],
  ["cycle", ["cycles", "ref-cycles", "bus-cycles"], ["cycles"]],
  ["aaaaaa", ["aaabbb", "aaaaab", "aaaabb", "aaaaaa"], ["aaaaaa", "aaaaab", "aaaabb"]],
  [
    "aaaaaaaaa",
    ["aaaaaabbb", "aaaaaaabb", "aaaaaaaab", "baaaaaaaa"],
    ["aaaaaaaab", "baaaaaaaa", "aaaaaaabb"],
  ],
];

for (const [word, known, guesses] of rows) {
  test(`nearest to ${JSON.stringify(word)} among ${known.length}: ${guesses.join(", ") || "none"}`, (t) => {
    t.deepEqual(nearest(word, known), guesses);
  });
}

testProp(
  "at most three of the candidates, and a word that is one comes first",
  [fc.string(), fc.uniqueArray(fc.string())],
  (t, word, known) => {
    const guesses = nearest(word, [...known, word]);
    t.true(guesses.length <= 3);
    t.true(guesses.every((guess) => guess === word || known.includes(guess)));
    t.is(guesses[0]?.toLowerCase(), word.toLowerCase());
  },
);
