/** A number as the project shows it: `0x`, lower case, at least two digits. */
export function hexadecimal(value: number | bigint): string {
  return `0x${value.toString(16).padStart(2, "0")}`;
}
