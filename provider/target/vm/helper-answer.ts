import type { Type } from "io-ts";
import { defaultUri } from "../../declared/domain.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { hostFailure } from "../host-failure.ts";
import type { HostAnswer, RunAnswer } from "../host-operation.ts";
import type { Procedure } from "../procedure.ts";
import { anyReport, type HelperFailure, parseReport } from "./helper-report.ts";
import { placeOfVm, type VmPlace } from "./vm-place.ts";

/** What kvm-pmu-filter answered: its report, or why it failed, and how far it got then. */
export type HelperAnswer<Report> =
  | { readonly report: Report; readonly failure?: never }
  | { readonly report?: Report; readonly failure: HelperFailure };

/**
 * What the answers to `vmOperations` say. Only where virsh knows no UUID of a domain, libvirt is asked
 * once more, whether it has that domain.
 *
 * @param changes - whether kvm-pmu-filter was to change something: where it did not answer, it may have
 * @throws PmuFilterError if kvm-pmu-filter or virsh could not be run, or did not answer
 */
export function* readHelper<Report>(
  place: VmPlace,
  answers: readonly HostAnswer[],
  codec: Type<Report, unknown>,
  changes = false,
): Procedure<HelperAnswer<Report>> {
  const [first, last] = [answers[0], answers.at(-1)];
  if (first !== last) {
    const found = ranOrThrow(first, "virsh", place.host);
    if (found.exitCode !== 0) return { failure: yield* missingDomain(place, found) };
  }
  return readRun(ranOrThrow(last, "kvm-pmu-filter", place.host), codec, place.host, changes);
}

/** What a run of kvm-pmu-filter left. */
export function readRun<Report>(
  ran: RunAnswer,
  codec: Type<Report, unknown>,
  host: string,
  changes = false,
): HelperAnswer<Report> {
  const { ok, error } = parseReport(anyReport, ran.stdout) ?? {};
  const report = parseReport(codec, ran.stdout);
  if (ok === false && error !== undefined) {
    return { failure: error, ...(report === undefined ? {} : { report }) };
  }
  if (ok === true && report !== undefined) return { report };
  throw helperFailed(`kvm-pmu-filter did not answer on ${host}`, ran, changes);
}

/** @throws PmuFilterError if the program could not be run */
export function ranOrThrow(
  answer: HostAnswer | undefined,
  program: string,
  host: string,
): RunAnswer {
  if (answer?.kind === "failed") throw hostFailure("run", program, host, answer);
  if (answer?.kind === "ran") return answer;
  throw new TypeError(`the host answered a run of ${program} with ${answer?.kind}`);
}

function helperFailed(
  what: string,
  { exitCode, stderr }: RunAnswer,
  mayBeDone: boolean,
): PmuFilterError {
  const words = said(stderr);
  return new PmuFilterError(
    "HELPER_FAILED",
    `${what}: it ended with exit code ${exitCode}${words === "" ? "" : ` (${words})`}`,
    { hint: "Run again; if that does not help, run kvm-pmu-filter status on the host.", mayBeDone },
  );
}

/** That virsh has no UUID of a domain has two reasons: there is none, or libvirt does not answer. */
function* missingDomain(place: VmPlace, asked: RunAnswer): Procedure<HelperFailure> {
  const { domain = "", uri = defaultUri } = place.vm;
  const args = ["--quiet", "--connect", uri, "list", "--all", "--name"];
  const [answer] = yield [{ op: "run", program: "virsh", args, readOnly: true }];
  const listed = ranOrThrow(answer, "virsh", place.host);
  const known = listed.stdout.split("\n").map((line) => line.trim());
  if (listed.exitCode === 0 && !known.includes(domain)) {
    return {
      code: "DOMAIN_MISSING",
      errno: null,
      message: `libvirt at ${uri} has no such domain`,
      hint: "virsh list --all shows those that there are.",
    };
  }
  throw new PmuFilterError(
    "LIBVIRT_FAILED",
    `libvirt does not tell which process is ${placeOfVm(place)} (${said(asked.stderr)})`,
    {
      hint: `Try virsh --connect ${uri} list --all on the host, as the user who logs in; sudo: true in the connection makes it root.`,
    },
  );
}

function said(stderr: string): string {
  return stderr.trim().replaceAll(/\s*\n\s*/g, "; ");
}
