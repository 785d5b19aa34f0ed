/**
 * A number as perf reads it: decimal, or hexadecimal after `0x` (kernel, tools/perf/util/parse-events.l,
 * num_dec and num_hex); at most 64 bits. Undefined if the text is none.
 */
export function perfNumber(text: string): bigint | undefined {
  if (!/^(?:[0-9]+|0x[0-9a-fA-F]{1,16})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value >> 64n === 0n ? value : undefined;
}

/** The config of a raw code, `r20c4` (inside a PMU also `r0x20c4`). Undefined if the text is none. */
export function rawConfig(text: string): bigint | undefined {
  const digits = /^r(?:0x)?([0-9a-fA-F]{1,16})$/.exec(text)?.[1];
  return digits === undefined ? undefined : BigInt(`0x${digits}`);
}
