import { decode, normalise } from "../declared/codec.ts";
import type { Warning } from "../declared/judge-findings.ts";
import { judgeTargets } from "../declared/judge-targets.ts";
import type { LintSettings } from "../declared/lint-settings.ts";
import { maskProblems } from "../declared/mask-problems.ts";
import { type DeclaredPmuFilter, pmuFilterCodec } from "../declared/pmu-filter.ts";
import type { Problem } from "../declared/problem.ts";
import {
  isKnown,
  type Partially,
  type PropertyObject,
  unknownValue,
} from "../declared/property-value.ts";
import { type Resolved, resolve } from "../declared/resolve.ts";
import type { DeclaredTarget } from "../declared/target.ts";
import { defaultQemuId } from "../encoding/qemu-id.ts";
import { type WantedFile, wantedFile } from "../target/qemu-args/wanted-file.ts";
import { targetKey } from "../target/target-key.ts";
import { computeInputs, judgeComputed, withoutComputed } from "./computed-inputs.ts";
import { type Encoded, encodeFilter } from "./encoded.ts";

/** Everything that follows from a declaration without looking at any host. */
export interface Wanted {
  /** The normalised inputs, with the computed maps in them. */
  readonly inputs: PropertyObject;
  /** The filter's encodings; absent while something that they depend on is unknown. */
  readonly encoded?: Encoded;
  /** What should stand at each target, in their order; absent while something is unknown. */
  readonly files?: readonly WantedFile[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
}

/**
 * What a declaration asks for, with everything that is wrong with it.
 *
 * @param lint - the provider's severities of lint rules
 */
export function wantedOf(declaration: PropertyObject, lint: LintSettings): Wanted {
  const declared = withoutComputed(declaration);
  const decoding = decode(pmuFilterCodec, declared);
  if (decoding.value === undefined) {
    const { problems } = decoding;
    const rest = decode(pmuFilterCodec, maskProblems(declared, problems));
    const more = rest.value === undefined ? [] : judgeRest(declaration, rest.value, lint);
    return { inputs: declared, problems: [...problems, ...more], warnings: [] };
  }
  // A program's properties as a whole are an object, never unknown.
  const value = decoding.value as PartialPmuFilter;
  const resolved = resolve(value, lint);
  const misplaced = judgeTargets(resolved, value.targets ?? []);
  const encoded = misplaced.length > 0 ? undefined : encodedOf(value, resolved);
  const files = filesOf(value, encoded);
  const computed = computeInputs(resolved, value.targets ?? [], files);
  return {
    inputs: { ...(normalise(pmuFilterCodec, value) as PropertyObject), ...computed },
    ...(encoded && { encoded }),
    ...(files?.every((file) => file !== undefined) && { files }),
    problems: [...resolved.problems, ...misplaced, ...judgeComputed(declaration, computed)],
    warnings: resolved.warnings,
  };
}

type PartialPmuFilter = Exclude<Partially<DeclaredPmuFilter>, symbol>;

/** What is wrong with a declaration besides the values that could not be decoded. */
function judgeRest(
  declaration: PropertyObject,
  rest: Partially<DeclaredPmuFilter>,
  lint: LintSettings,
): readonly Problem[] {
  const value = rest as PartialPmuFilter;
  const resolved = resolve(value, lint);
  const computed = computeInputs(resolved, value.targets ?? [], filesOf(value, undefined));
  return [
    ...resolved.problems,
    ...judgeTargets(resolved, value.targets ?? []),
    ...judgeComputed(declaration, computed),
  ];
}

function encodedOf({ qemuId = defaultQemuId }: PartialPmuFilter, resolved: Resolved) {
  const { filter, cpus, problems } = resolved;
  if (filter === undefined || cpus === undefined || problems.length > 0) return undefined;
  return qemuId === unknownValue ? undefined : encodeFilter(filter, cpus, qemuId);
}

/** The file of each target; undefined where it depends on something unknown. */
function filesOf(
  { targets = [] }: PartialPmuFilter,
  encoded: Encoded | undefined,
): readonly (WantedFile | undefined)[] | undefined {
  if (targets === unknownValue) return undefined;
  return targets.map((target) => {
    if (encoded === undefined || !isKnown<DeclaredTarget>(target)) return undefined;
    const { qemuArguments = [] } = encoded;
    return target.qemuArgs && wantedFile(targetKey(target), target.qemuArgs, qemuArguments);
  });
}
