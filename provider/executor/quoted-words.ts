/**
 * What a program said, to be quoted in a message: its last lines, shortened, on one line, without
 * control characters (which a terminal would obey) and without secrets.
 */
export function quotedWords(words: string, secrets: readonly (string | undefined)[] = []): string {
  return harmless(words, secrets)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(-3)
    .join("; ")
    .slice(-300);
}

/** The words with all their lines, without control characters and without secrets. */
export function harmless(words: string, secrets: readonly (string | undefined)[] = []): string {
  return secrets
    .reduce<string>((text, secret) => (secret ? text.replaceAll(secret, "[secret]") : text), words)
    .replaceAll("\t", " ")
    .replaceAll(/(?!\n)\p{Cc}/gu, "");
}
