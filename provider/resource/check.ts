import type { Problem } from "../declared/problem.ts";
import { formatPath } from "../declared/property-path.ts";
import type { PropertyObject } from "../declared/property-value.ts";
import { tell } from "../errors/pmu-filter-error.ts";
import { withoutComputed } from "./computed-inputs.ts";
import type { Defaults } from "./defaults.ts";
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

/**
 * Judges and normalises a resource's inputs. Pure: no host is asked.
 *
 * @param defaults - what the provider says
 */
export function check(declaration: PropertyObject, defaults: Defaults = { lint: {} }): Checked {
  const { inputs, problems, warnings } = wantedOf(declaration, defaults);
  const failures = toFailures(problems);
  // What cannot be computed would be unknown, which Pulumi takes ill of an update before it shows
  // the failures.
  return {
    inputs: failures.length > 0 ? withoutComputed(declaration) : inputs,
    failures,
    warnings: warnings.map(warningText),
  };
}

/** Problems as Check answers them, in the order of their properties. */
export function toFailures(problems: readonly Problem[]): readonly CheckFailure[] {
  return problems
    .map(({ path, code, message, hint }) => {
      const property = formatPath(path);
      return { property, code, reason: tell(`${property}: ${message}`, hint, code) };
    })
    .sort((a, b) => a.property.localeCompare(b.property, "en", { numeric: true }));
}
