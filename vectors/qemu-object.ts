import { type ExactJson, readExactJson } from "../provider/encoding/exact-json.ts";
import type { KvmPmuEventFilter } from "../provider/encoding/kvm-struct.ts";
import { judgeKvmStruct } from "../provider/encoding/kvm-verdict.ts";
import { kvmStructByQemu } from "../provider/encoding/qemu-kvm.ts";
import { readQemuObject } from "../provider/encoding/read-qemu-object.ts";
import type { ErrorCode } from "../provider/errors/error-code.ts";
import { PmuFilterError } from "../provider/errors/pmu-filter-error.ts";
import { type Expectation, expectation } from "./expectation.ts";
import { present, type Row, rowAt, textAt, VectorProblem } from "./row.ts";
import { structOf } from "./x86-struct.ts";

/**
 * Runs a QEMU object: the struct that reaches the kernel, or who refuses it. The library has codes of
 * its own for what the series' texts say; a text without one only has to be a refusal.
 */
export function runQemuObject(row: Row): readonly Expectation[] {
  const expect = rowAt(row, "expect");
  if (expect === undefined) throw new VectorProblem('"expect" is missing');
  const outcome = outcomeOf(row);
  const errno = textAt(expect, "kernel_errno");
  if (errno !== undefined)
    return [expectation("the kernel's answer", errno, kernelAnswer(outcome))];
  const error = textAt(expect, "error");
  if (error === undefined) {
    const wanted = { struct: structOf(expect), nevents: present(expect, "nevents") };
    const found = {
      ...outcome,
      nevents: wanted.nevents === undefined ? undefined : nevents(outcome),
    };
    return [expectation("the struct", wanted, found)];
  }
  const refusal = "code" in outcome ? outcome.code : "no refusal";
  const code = codes.find(([pattern]) => pattern.test(error))?.[1];
  if (code !== undefined) return [expectation(`"${error}"`, code, refusal)];
  return [expectation(`"${error}"`, "a refusal", "code" in outcome ? "a refusal" : refusal)];
}

/** What QEMU hands to the kernel, or with what code the library says that QEMU does not. */
type Outcome = { readonly struct: KvmPmuEventFilter } | { readonly code: ErrorCode };

function outcomeOf(row: Row): Outcome {
  try {
    const object = readQemuObject(objectOf(row));
    checkLink(textAt(row, "accel"), object.id);
    return { struct: kvmStructByQemu(object) };
  } catch (error) {
    if (error instanceof PmuFilterError) return { code: error.code };
    throw error;
  }
}

/** The object, as an object or as the text of one. */
function objectOf(row: Row): ExactJson {
  const object = row.get("object");
  if (typeof object === "string") return readExactJson(object, "The QEMU object");
  if (object === undefined) throw new VectorProblem('"object" is missing');
  return object;
}

function checkLink(accel: string | undefined, id: string): void {
  if (accel === undefined) return;
  const link = accel.split(",").findLast((property) => property.startsWith("pmu-filter="));
  if (link === `pmu-filter=${id}`) return;
  throw new PmuFilterError("QEMU_ARGUMENTS_INVALID", `-accel ${accel} does not name ${id}.`);
}

function kernelAnswer(outcome: Outcome): string {
  if ("code" in outcome) return `none: QEMU refuses it (${outcome.code})`;
  const verdict = judgeKvmStruct(outcome.struct);
  return verdict.accepted ? "accepted" : verdict.errno;
}

function nevents(outcome: Outcome): bigint | undefined {
  return "struct" in outcome ? BigInt(outcome.struct.events.length) : undefined;
}

const codes: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^Parameter 'select' out of range/, "SELECT_OUT_OF_RANGE"],
  [/cannot be mixed/, "QEMU_FORMATS_MIXED"],
  [/^Empty KVM PMU filter/, "QEMU_FILTER_EMPTY"],
  [/^Parameter 'id' expects an identifier/, "QEMU_ID_INVALID"],
  [/is unexpected|is missing|expects|does not accept value|JSON/, "QEMU_OBJECT_INVALID"],
  [/^Device '.*' not found/, "QEMU_ARGUMENTS_INVALID"],
];
