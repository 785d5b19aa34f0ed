import { decode, normalise } from "../declared/codec.ts";
import { maskProblems } from "../declared/mask-problems.ts";
import { type DeclaredPmuFilter, pmuFilterCodec } from "../declared/pmu-filter.ts";
import type { Problem } from "../declared/problem.ts";
import {
  isKnown,
  type Partially,
  type PropertyObject,
  unknownValue,
} from "../declared/property-value.ts";
import {
  type PartialDeclaration,
  type Resolved,
  type ResolveWarning,
  resolve,
} from "../declared/resolve.ts";
import type { DeclaredTarget } from "../declared/target.ts";
import { canonicalFilter } from "../filter/filter.ts";
import { type WantedFile, wantedFile } from "../target/qemu-args/wanted-file.ts";
import { targetKey } from "../target/target-key.ts";
import { computeInputs, judgeComputed, withoutComputed } from "./computed-inputs.ts";
import { defaultQemuId, type Encoded, encodeFilter } from "./encoded.ts";

/** Everything that follows from a declaration without looking at any host. */
export interface Wanted {
  /** The normalised inputs, with the computed maps in them. */
  readonly inputs: PropertyObject;
  /** The filter's encodings; absent while something that they depend on is unknown. */
  readonly encoded?: Encoded;
  /** What should stand at each target, in their order; absent while something is unknown. */
  readonly files?: readonly WantedFile[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly ResolveWarning[];
}

/** What a declaration asks for, with everything that is wrong with it. */
export function wantedOf(declaration: PropertyObject): Wanted {
  const declared = withoutComputed(declaration);
  const decoding = decode(pmuFilterCodec, declared);
  if (decoding.value === undefined) {
    const { problems } = decoding;
    const rest = decode(pmuFilterCodec, maskProblems(declared, problems));
    const more = rest.value === undefined ? [] : judgeRest(declaration, rest.value);
    return { inputs: declared, problems: [...problems, ...more], warnings: [] };
  }
  // A program's properties as a whole are an object, never unknown.
  const value = decoding.value as PartialDeclaration;
  const resolved = resolve(value);
  const encoded = encodedOf(value, resolved);
  const files = filesOf(value, encoded);
  const computed = computeInputs(resolved, value.targets ?? [], files);
  return {
    inputs: { ...(normalise(pmuFilterCodec, value) as PropertyObject), ...computed },
    ...(encoded && { encoded }),
    ...(files?.every((file) => file !== undefined) && { files }),
    problems: [...resolved.problems, ...judgeComputed(declaration, computed)],
    warnings: resolved.warnings,
  };
}

/** What is wrong with a declaration besides the values that could not be decoded. */
function judgeRest(
  declaration: PropertyObject,
  rest: Partially<DeclaredPmuFilter>,
): readonly Problem[] {
  const value = rest as PartialDeclaration;
  const resolved = resolve(value);
  const computed = computeInputs(resolved, value.targets ?? [], filesOf(value, undefined));
  return [...resolved.problems, ...judgeComputed(declaration, computed)];
}

function encodedOf(value: PartialDeclaration, { filter, hosts, problems }: Resolved) {
  const { qemuId = defaultQemuId } = value;
  if (filter === undefined || hosts === undefined || problems.length > 0) return undefined;
  return qemuId === unknownValue ? undefined : encodeFilter(canonicalFilter(filter), hosts, qemuId);
}

/** The file of each target; undefined where it depends on something unknown. */
function filesOf(
  { targets = [] }: PartialDeclaration,
  encoded: Encoded | undefined,
): readonly (WantedFile | undefined)[] | undefined {
  if (targets === unknownValue) return undefined;
  return targets.map((target) => {
    if (encoded === undefined || !isKnown<DeclaredTarget>(target)) return undefined;
    const { qemuArguments = [] } = encoded;
    return target.qemuArgs && wantedFile(targetKey(target), target.qemuArgs, qemuArguments);
  });
}
