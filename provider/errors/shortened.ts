/** The first texts of a list, and how many more there are. */
export function shortened(texts: readonly string[], separator = ", ", most = 3): string {
  const more = texts.length - most;
  return [...texts.slice(0, most), ...(more > 0 ? [`${more} more`] : [])].join(separator);
}
