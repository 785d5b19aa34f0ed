import type { Procedure } from "../procedure.ts";
import type { TargetFilter } from "../target-kind.ts";
import { ranOrThrow, readRun } from "./helper-answer.ts";
import {
  arm64CheckReport,
  checkReport,
  type HelperFailure,
  type Judgement,
} from "./helper-report.ts";
import { droppedText, refusalText } from "./kernel-verdict.ts";

/** Whether a host's kernel takes a filter. */
export interface KernelProbe {
  /** `partial`: it takes the filter and ignores a part of it. `unknown`: it could not be asked. */
  readonly verdict: "accepted" | "partial" | "refused" | "unknown";
  /** The same in a sentence, without the end. */
  readonly text: string;
}

/**
 * Asks a host's kernel whether it takes a filter, on a VM that exists for that alone. Nothing on the
 * host is changed, and no guest is touched.
 *
 * @param host - the host's name in messages
 * @throws PmuFilterError if kvm-pmu-filter could not be run, or did not answer
 */
export function* probeKernel(
  { kvmStruct, arm64Structs }: TargetFilter,
  host: string,
): Procedure<KernelProbe> {
  const input = kvmStruct ?? arm64Structs;
  if (input === undefined) throw new TypeError("a filter without a struct");
  const [answer] = yield [
    {
      op: "run",
      program: "helper",
      args: ["check"],
      input: `${input}\n`,
      readOnly: true,
      onlyIfThere: true,
    },
  ];
  const ran = ranOrThrow(answer, "kvm-pmu-filter", host);
  if (kvmStruct === undefined) {
    return probeOf(host, readRun(ran, arm64CheckReport, host).failure, undefined);
  }
  const { failure, report } = readRun(ran, checkReport, host);
  const refused = report && refusalText(kvmStruct, report);
  return probeOf(host, failure, refused, report);
}

function probeOf(
  host: string,
  failure: HelperFailure | undefined,
  refused: string | undefined,
  judgement?: Judgement,
): KernelProbe {
  if (failure === undefined) {
    const dropped = judgement && droppedText(judgement);
    if (dropped !== undefined) return { verdict: "partial", text: `${host}: ${dropped}` };
    return { verdict: "accepted", text: `${host}: its kernel takes the filter` };
  }
  if (failure.code === "FILTER_REFUSED") {
    return { verdict: "refused", text: `${host}: ${refused ?? failure.message}` };
  }
  const { code, message } = failure;
  return { verdict: "unknown", text: `${host}: its kernel cannot be asked: ${message} (${code})` };
}
