/**
 * The lines of a resource in the text of `pulumi preview --diff` that are added, removed or
 * changed, without indentation and alignment.
 */
export function changedLines(text: string, name: string): readonly string[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.endsWith(`::${name}]`));
  if (start < 0) return [];
  const end = lines.findIndex((line, at) => at > start && /^ {0,4}\S/.test(line.trimEnd()));
  return lines
    .slice(start + 1, end < 0 ? undefined : end)
    .map((line) => line.trim().replace(/ +: /, ": "))
    .filter((line) => /^[-+~] /.test(line));
}

/** Of changed lines, those below `entries`. */
export function entryLines(changed: readonly string[]): readonly string[] {
  return changed.filter((line) => /^[-+~] (!?[0-9a-f]+\/|fixed\/)/.test(line));
}
