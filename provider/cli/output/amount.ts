/** A number with its word: `1 entry`, `3 entries`. */
export function amount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The first texts, and how many more there are. */
export function shortened(texts: readonly string[], most = 3): string {
  const more = texts.length - most;
  return [...texts.slice(0, most), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
