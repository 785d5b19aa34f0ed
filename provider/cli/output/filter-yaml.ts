import { type Cpu, cpusOrFamilies, families } from "../../catalog/cpu.ts";
import { entryNames } from "../../catalog/entry-text.ts";
import { codeOfEvent } from "../../catalog/event-code.ts";
import type { ResolvedFilter } from "../../declared/resolve.ts";
import { canonicalArm64Filter } from "../../filter/arm64/arm64-filter.ts";
import { canonicalFilter } from "../../filter/filter.ts";
import { fixedCountersIn } from "../../filter/fixed-counter.ts";
import { hexadecimal } from "../../filter/hexadecimal.ts";
import { inputEntry } from "../../filter/lint/spelling.ts";
import { rangeNames } from "../names/shown-names.ts";
import { withoutDead } from "./without-dead.ts";

/** What stands around a filter in YAML. */
export interface YamlFrame {
  /** Comment lines at the top. */
  readonly comments?: readonly string[];
  readonly qemuId?: string;
}

/**
 * A filter in the resource's own shape, every event by its code and with its names as a comment; the
 * same effect comes of reading it again.
 */
export function filterYaml(filter: ResolvedFilter, cpus: readonly Cpu[], frame: YamlFrame = {}) {
  const { comments = [], qemuId } = frame;
  // Read again, arm64 events tell the architecture themselves, if there are any.
  const named = cpus.length > 0 || filter.arch === "x86" ? cpus : arm64;
  return [
    ...comments.map((line) => `# ${line}`.trimEnd()),
    `action: ${filter.action}`,
    ...(named.length > 0 ? [`cpus: [${named.map(({ name }) => name).join(", ")}]`] : []),
    ...eventLines(filter, cpusOrFamilies(cpus, filter.arch)),
    ...fixedCounterLines(filter),
    ...(qemuId === undefined ? [] : [`qemuId: ${JSON.stringify(qemuId)}`]),
  ].join("\n");
}

const arm64 = families.filter(({ arch }) => arch === "arm64");

function eventLines(filter: ResolvedFilter, cpus: readonly Cpu[]): readonly string[] {
  const events =
    filter.arch === "x86"
      ? canonicalFilter(withoutDead(filter)).entries.map((entry) => ({
          text: inputEntry(entry),
          names: entryNames(entry, cpus),
        }))
      : canonicalArm64Filter(filter).ranges.map((range) => ({
          text: rangeText(range.first, range.last),
          names: rangeNames(range, cpus),
        }));
  if (events.length === 0) return ["events: []"];
  return [
    "events:",
    ...events.map(({ text, names }) => `  - ${text}${names === "" ? "" : ` # ${names}`}`),
  ];
}

function rangeText(first: number, last: number): string {
  const text = (event: number) => `"0x${codeOfEvent(event)}"`;
  return first === last
    ? `{first: ${text(first)}}`
    : `{first: ${text(first)}, last: ${text(last)}}`;
}

function fixedCounterLines(filter: ResolvedFilter): readonly string[] {
  if (filter.arch !== "x86" || filter.fixedCounters === 0) return [];
  const named = fixedCountersIn(filter.fixedCounters);
  const unnamed = (filter.fixedCounters & ~0xf) >>> 0;
  return [
    `fixedCounters: [${named.join(", ")}]${unnamed === 0 ? "" : ` # and bits ${hexadecimal(unnamed)}, which no guest sees`}`,
  ];
}
