import type { DeclaredFilter, Value } from "../shell.ts";

/** Declares a filter that allows events on Intel hosts. */
export function allow(
  events: Value,
  targets: readonly Value[],
  more: { readonly [key: string]: Value } = {},
): DeclaredFilter {
  return { properties: { action: "allow", cpus: ["intel"], events, targets, ...more } };
}

/** A line of a stack trace through this package; Pulumi's own traces come on top of any error. */
export const ownStackLine = /^\s+at .*pulumi-pmufilter/m;

/** A target: a file of arguments. */
export function file(path: string, more: { readonly [key: string]: Value } = {}): Value {
  return { qemuArgs: { path, ...more } };
}
