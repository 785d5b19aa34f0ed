import type { Problem } from "../declared/problem.ts";
import { formatPath } from "../declared/property-path.ts";
import type { PropertyObject } from "../declared/property-value.ts";
import { warningText } from "./outputs.ts";
import { wantedOf } from "./wanted.ts";

/** What Check answers. */
export interface Checked {
  /** The normalised inputs; checking them again gives the same. */
  readonly inputs: PropertyObject;
  readonly failures: readonly CheckFailure[];
  readonly warnings: readonly string[];
}

/** What is wrong with a property. */
export interface CheckFailure {
  /** The property's path, as Pulumi writes it. */
  readonly property: string;
  readonly code: Problem["code"];
  /** What is wrong, and what to do. */
  readonly reason: string;
}

/** Judges and normalises a resource's inputs. Pure: no host is asked. */
export function check(declaration: PropertyObject): Checked {
  const { inputs, problems, warnings } = wantedOf(declaration);
  return { inputs, failures: problems.map(toFailure), warnings: warnings.map(warningText) };
}

function toFailure({ path, code, message, hint }: Problem): CheckFailure {
  const property = formatPath(path);
  const text = [`${property}: ${message}.`, ...(hint === undefined ? [] : [hint]), `[${code}]`];
  return { property, code, reason: text.join(" ") };
}
