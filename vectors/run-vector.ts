import type { ExactJson } from "../provider/encoding/exact-json.ts";
import { PmuFilterError } from "../provider/errors/pmu-filter-error.ts";
import { encodeArm64Vector } from "./arm64-encoding.ts";
import { runArm64Filter } from "./arm64-filter.ts";
import { type Expectation, failureOf } from "./expectation.ts";
import { runQemuObject } from "./qemu-object.ts";
import { isRow, type Row, textAt, VectorProblem } from "./row.ts";
import { encodeX86Vector } from "./x86-encoding.ts";
import { runX86Filter } from "./x86-filter.ts";

/** A vector as it stands in its file. */
export interface Vector {
  readonly name: string;
  readonly row: ExactJson;
}

/** What became of a vector; it passed if there are no failures. */
export interface VectorResult {
  readonly name: string;
  /** One line per expectation that does not hold. */
  readonly failures: readonly string[];
}

/** Runs one vector against the library. Also what cannot be run is a failure, with the reason. */
export function runVector({ name, row }: Vector): VectorResult {
  try {
    const expectations = expectationsOf(row);
    if (expectations.length === 0) throw new VectorProblem("it expects nothing");
    return { name, failures: expectations.map(failureOf).filter((line) => line !== undefined) };
  } catch (error) {
    if (error instanceof VectorProblem) return { name, failures: [`cannot run: ${error.message}`] };
    if (error instanceof PmuFilterError)
      return { name, failures: [`refused: ${error.describe()}`] };
    throw error;
  }
}

function expectationsOf(row: ExactJson): readonly Expectation[] {
  if (!isRow(row)) throw new VectorProblem("the row is not an object");
  const kind = textAt(row, "kind");
  if (kind === undefined && row.has("object")) return runQemuObject(row);
  if (kind === undefined) throw new VectorProblem('"kind" is missing');
  const runners = isArm64(row) ? arm64Runners : x86Runners;
  const run = runners[kind];
  if (run === undefined) {
    const kinds = Object.keys(runners).join(", ");
    throw new VectorProblem(`its kind "${kind}" is none of ${kinds}`);
  }
  return run(row);
}

type Runner = (row: Row) => readonly Expectation[];

const x86Runners: Readonly<Record<string, Runner>> = {
  match: runX86Filter,
  no_filter: runX86Filter,
  accepted: runX86Filter,
  invalid: runX86Filter,
  "encode:raw": encodeX86Vector,
  "encode:masked": encodeX86Vector,
  "encode:struct": encodeX86Vector,
};

const arm64Runners: Readonly<Record<string, Runner>> = {
  match: runArm64Filter,
  no_filter: runArm64Filter,
  accepted: runArm64Filter,
  invalid: runArm64Filter,
  "encode:struct": encodeArm64Vector,
};

function isArm64(row: Row): boolean {
  const arch = textAt(row, "arch");
  if (arch === undefined) {
    return ["filters", "event_bits", "base_event"].some((member) => row.has(member));
  }
  if (arch === "arm64" || arch === "aarch64") return true;
  if (arch === "x86" || arch === "x86_64") return false;
  throw new VectorProblem(`its arch "${arch}" is neither x86 nor arm64`);
}
