import { decode, normalise } from "../declared/codec.ts";
import type { Warning } from "../declared/judge-findings.ts";
import { judgeTargets } from "../declared/judge-targets.ts";
import { maskProblems } from "../declared/mask-problems.ts";
import { type DeclaredPmuFilter, pmuFilterCodec } from "../declared/pmu-filter.ts";
import type { Problem } from "../declared/problem.ts";
import { type Partially, type PropertyObject, unknownValue } from "../declared/property-value.ts";
import { type Resolved, resolve } from "../declared/resolve.ts";
import { defaultQemuId } from "../encoding/qemu-id.ts";
import type { WantedTarget } from "../target/target-kind.ts";
import { kindOf } from "../target/target-kinds.ts";
import { computeInputs, judgeComputed, withoutComputed } from "./computed-inputs.ts";
import type { Defaults } from "./defaults.ts";
import { type Encoded, encodeFilter } from "./encoded.ts";
import { type Places, placesOf } from "./places.ts";

/** Everything that follows from a declaration without looking at any host. */
export interface Wanted {
  /** The normalised inputs, with the computed maps in them. */
  readonly inputs: PropertyObject;
  /** The filter's encodings; absent while something that they depend on is unknown. */
  readonly encoded?: Encoded;
  /** What should stand at each target, in their order; absent while something is unknown. */
  readonly targets?: readonly WantedTarget[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
}

/**
 * What a declaration asks for, with everything that is wrong with it.
 *
 * @param defaults - what the provider says
 */
export function wantedOf(declaration: PropertyObject, defaults: Defaults): Wanted {
  const declared = withoutComputed(declaration);
  const decoding = decode(pmuFilterCodec, declared);
  if (decoding.value === undefined) {
    const { problems } = decoding;
    const rest = decode(pmuFilterCodec, maskProblems(declared, problems));
    const more = rest.value === undefined ? [] : judgeRest(declaration, rest.value, defaults);
    return { inputs: declared, problems: [...problems, ...more], warnings: [] };
  }
  // A program's properties as a whole are an object, never unknown.
  const value = decoding.value as PartialPmuFilter;
  const resolved = resolve(value, defaults.lint);
  const places = placesOf(value, defaults);
  const misplaced = [...judgeTargets(resolved, value.targets ?? []), ...places.problems];
  const encoded = misplaced.length > 0 ? undefined : encodedOf(value, resolved);
  const targets = targetsOf(places, encoded);
  const computed = computeInputs(resolved, places.keys, targets);
  return {
    inputs: { ...(normalise(pmuFilterCodec, value) as PropertyObject), ...computed },
    ...(encoded && { encoded }),
    ...(targets?.every((target) => target !== undefined) && { targets }),
    problems: [...resolved.problems, ...misplaced, ...judgeComputed(declaration, computed)],
    warnings: resolved.warnings,
  };
}

type PartialPmuFilter = Exclude<Partially<DeclaredPmuFilter>, symbol>;

/** What is wrong with a declaration besides the values that could not be decoded. */
function judgeRest(
  declaration: PropertyObject,
  rest: Partially<DeclaredPmuFilter>,
  defaults: Defaults,
): readonly Problem[] {
  const value = rest as PartialPmuFilter;
  const resolved = resolve(value, defaults.lint);
  const places = placesOf(value, defaults);
  const computed = computeInputs(resolved, places.keys, undefined);
  return [
    ...resolved.problems,
    ...judgeTargets(resolved, value.targets ?? []),
    ...places.problems,
    ...judgeComputed(declaration, computed),
  ];
}

function encodedOf({ qemuId = defaultQemuId }: PartialPmuFilter, resolved: Resolved) {
  const { filter, cpus, problems } = resolved;
  if (filter === undefined || cpus === undefined || problems.length > 0) return undefined;
  return qemuId === unknownValue ? undefined : encodeFilter(filter, cpus, qemuId);
}

/** What should stand at each place; undefined where it depends on something unknown. */
function targetsOf(
  { places }: Places,
  filter: Encoded | undefined,
): readonly (WantedTarget | undefined)[] | undefined {
  return places?.map((place) => {
    if (filter === undefined || place === undefined) return undefined;
    const fingerprint = kindOf(place.target).fingerprint(place.target, filter);
    return { ...place, filter, fingerprint };
  });
}
