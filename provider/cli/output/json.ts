/** What `--json` can print; undefined members are left out. Numbers of 64 bits are strings. */
export type Json =
  | undefined
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [member: string]: Json };

/** The version of the shapes in docs/command-line.md: one more when a member goes or changes. */
export const jsonVersion = 1;

/** The document that a command prints with `--json`. */
export function jsonDocument(
  command: string,
  members: { readonly [member: string]: Json },
): string {
  return JSON.stringify({ version: jsonVersion, command, ...members }, null, 2);
}
