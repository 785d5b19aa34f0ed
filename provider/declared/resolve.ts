import { coreTable } from "../catalog/core-table.ts";
import { type Cpu, vendorsOf } from "../catalog/cpu.ts";
import { eventOfCode } from "../catalog/event-code.ts";
import { fittingFilter } from "../encoding/fitting-filter.ts";
import { kvmAbi } from "../encoding/kvm-abi.ts";
import { lastEvent } from "../filter/arm64/event-space.ts";
import { type Action, canonicalFilter } from "../filter/filter.ts";
import type { FixedCounter } from "../filter/fixed-counter.ts";
import type { Finding } from "../filter/lint/finding.ts";
import { lint } from "../filter/lint/lint.ts";
import { lintArm64 } from "../filter/lint/lint-arm64.ts";
import { cpusOf } from "./cpu.ts";
import type { DeclaredFilter } from "./filter-declaration.ts";
import { judgeFindings, type Warning } from "./judge-findings.ts";
import type { LintSettings } from "./lint-settings.ts";
import { type Listed, listedBy } from "./listed.ts";
import type { Problem, Refusal } from "./problem.ts";
import { isKnown, type Partially, unknownValue } from "./property-value.ts";
import { attempt } from "./refused-by.ts";
import { resolveEvents } from "./resolve-events.ts";

/** What a declaration comes to. A part that depends on an unknown value or a problem is absent. */
export interface Resolved {
  readonly cpus?: readonly Cpu[];
  readonly listed?: Listed;
  /** What is listed, in as few entries as KVM takes. */
  readonly filter?: ResolvedFilter;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
}

/** A filter of either architecture. */
export type ResolvedFilter = Listed & { readonly action: Action };

/** A declaration of which parts may not be known. */
export type PartialDeclaration = Exclude<Partially<DeclaredFilter>, symbol>;

/**
 * Turns names, formats and presets into what is listed, and judges what only the whole can tell.
 *
 * @param defaults - severities of lint rules of which the declaration says nothing
 */
export function resolve(declared: PartialDeclaration, defaults: LintSettings = {}): Resolved {
  const names = declared.cpus ?? [];
  const fixedCounters = declared.fixedCounters ?? [];
  const settings: Partially<LintSettings> = declared.lint ?? {};
  const { action } = declared;
  if (!isKnown<readonly string[]>(names)) return nothing;
  const cpus = cpusOf(names);
  const { events, complete } = resolveEvents(declared, cpus);
  const own: Partially<LintSettings> = isKnown(settings) ? settings : {};
  const severity = { ...defaults, ...(own as LintSettings) };
  const odd = judgeFindings(
    events.flatMap(({ findings }) => findings),
    events,
    severity,
  );
  const eventProblems = [...events.flatMap((event) => event.problems), ...odd.problems];
  if (!complete || !isKnown<readonly FixedCounter[]>(fixedCounters)) {
    return { ...nothing, problems: eventProblems };
  }
  const { listed, problems: misplaced } = listedBy(events, fixedCounters, cpus);
  const problems = [...eventProblems, ...misplaced];
  if (problems.length > 0) return { ...nothing, problems };
  if (action === undefined || action === unknownValue) return { ...nothing, cpus, listed };

  const filter: ResolvedFilter = { ...listed, action };
  const { fitting, refusal, findings } = fitted(filter);
  const byPresets = events.every(({ path }) => path[0] === "presets");
  const unfit = refusal ? [{ ...refusal, path: [byPresets ? "presets" : "events"] }] : [];
  const whole = judgeFindings([...lintWhole(filter, cpus), ...findings], events, severity);
  return {
    cpus,
    listed,
    filter: fitting,
    problems: [...unfit, ...whole.problems],
    warnings: [...odd.warnings, ...whole.warnings],
  };
}

const nothing = { problems: [], warnings: [] };

function lintWhole(filter: ResolvedFilter, cpus: readonly Cpu[]): readonly Finding[] {
  if (filter.arch === "x86") return lint(filter, vendorsOf(cpus));
  return lintArm64(filter).filter(
    ({ code }) => code !== "ARM64_NEEDS_PMUV3P1" || !cpus.length || !cpus.every(hasPmuv3p1),
  );
}

/** True for a core type whose table has events of the 16-bit space; of the architecture's, not every core has. */
function hasPmuv3p1(cpu: Cpu): boolean {
  if (cpu.name === "arm64" || cpu.name === "armv8") return false;
  return (
    coreTable(cpu)
      ?.codes()
      .some((code) => eventOfCode(code) > lastEvent(10)) ?? false
  );
}

/** The filter in as many entries as KVM takes, merged into masked ones if need be. */
function fitted(filter: ResolvedFilter): {
  readonly fitting: ResolvedFilter;
  readonly refusal?: Refusal;
  readonly findings: readonly Finding[];
} {
  if (filter.arch === "arm64") return { fitting: filter, findings: [] };
  const { value, refusal } = attempt(() => fittingFilter(filter));
  if (value === undefined) {
    return { fitting: filter, refusal, findings: [] };
  }
  const before = canonicalFilter(filter).entries.length;
  const merged = before > kvmAbi.maxEvents;
  return {
    fitting: { ...filter, ...value },
    findings: merged ? [mergedIntoMasked(before, value.entries.length)] : [],
  };
}

function mergedIntoMasked(before: number, after: number): Finding {
  return {
    code: "MASKED_ENTRIES_NEEDED",
    severity: "warn",
    message: `The filter's ${before} entries are more than the ${kvmAbi.maxEvents} that KVM takes, and were merged into ${after} masked entries that match exactly the same events; kernels before Linux 6.3 refuse those.`,
    hint: "Put it on hosts with Linux 6.3 or newer, or list fewer events.",
  };
}
