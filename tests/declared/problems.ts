import type { PropertyObject, PropertyValue } from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";

/** Where a problem is and what it is: the property's path as Pulumi writes it, and the code. */
export type Finding = readonly [path: string, code: string];

/** What Check has against a declaration, in one order. */
export function problemsOf(declaration: PropertyObject): readonly Finding[] {
  return inOrder(check(declaration).failures.map(({ property, code }) => [property, code]));
}

/** Findings in one order; the order in which Check tells them is no promise. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(([a, first], [b, second]) =>
    `${a} ${first}` < `${b} ${second}` ? -1 : 1,
  );
}

/** A filter with these events for Intel hosts. */
export function withEvents(...events: readonly PropertyValue[]): PropertyObject {
  return { action: "allow", cpus: ["intel"], fixedCounters: ["ref-cycles"], events };
}

/** A filter with these properties at its one target. */
export function withTarget(qemuArgs: PropertyObject): PropertyObject {
  return withTargets({ qemuArgs: { path: "/etc/pmufilter/web.args", ...qemuArgs } });
}

/** A filter with these targets. */
export function withTargets(...targets: readonly PropertyValue[]): PropertyObject {
  return { action: "allow", fixedCounters: ["cycles"], targets };
}

/** A filter with these properties beside its action. */
export function withProperties(properties: PropertyObject): PropertyObject {
  return { action: "allow", fixedCounters: ["cycles"], ...properties };
}
