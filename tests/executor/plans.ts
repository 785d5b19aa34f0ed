import type { Plan, Step } from "../../provider/target/step.ts";

/** A signal that is never aborted. */
export const never: AbortSignal = new AbortController().signal;

/** A plan of a resource called r1. */
export function planOf(...steps: readonly Step[]): Plan {
  return { target: "qemuArgs:localhost:/a", resource: "r1", steps };
}

/** A plan of the same resource at a target, which then has a fingerprint. */
export function planAt(target: string, fingerprint: string): Plan {
  return { target, resource: "r1", fingerprint, steps: [write("/a", fingerprint)] };
}

/** A step that writes a file. */
export function write(
  path: string,
  text: string,
  attributes: { readonly mode?: string; readonly owner?: string; readonly group?: string } = {},
): Step {
  return { step: "writeFile", path, text, mode: "0644", ...attributes };
}

/** A step that removes a file. */
export function remove(path: string): Step {
  return { step: "removeFile", path };
}
