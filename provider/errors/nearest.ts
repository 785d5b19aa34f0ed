import { distance } from "fastest-levenshtein";

/**
 * The candidates that a misspelt word may have meant, nearest first, at most three: those within
 * a third of the word's length, letter case aside.
 */
export function nearest(word: string, candidates: readonly string[]): readonly string[] {
  const limit = Math.max(1, Math.floor(word.length / 3));
  return candidates
    .map((candidate) => ({
      candidate,
      far: distance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
