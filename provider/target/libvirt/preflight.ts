import { encodeKvmStructHex } from "../../encoding/kvm-struct-hex.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { HostAnswer, HostOperation } from "../host-operation.ts";
import { ranOrThrow } from "../vm/helper-answer.ts";
import { anyReport, checkReport, parseReport } from "../vm/helper-report.ts";
import { droppedText, refusalText } from "../vm/kernel-verdict.ts";
import { throwIfFailed } from "./changes.ts";
import { type DomainPlace, nameOfDomain } from "./domain-place.ts";
import { programDirectory, trialPath } from "./wrapper-path.ts";

/**
 * Has the host's kernel judge the filter, and kvm-pmu-filter start the emulator as the wrapper will,
 * though only to print its version. What stands behind them is skipped if either fails.
 */
export function preflightOperations(
  filter: string,
  emulator: string,
  resource: string,
): readonly HostOperation[] {
  const run = { op: "run", program: "helper", readOnly: true } as const;
  return [
    { ...run, args: ["check"], input: `${filter}\n` },
    { op: "onlyIfOutput" },
    { op: "makeDirectory", path: programDirectory, mode: "0755" },
    { op: "stageFile", path: trialPath, text: `${denyNothing}\n`, mode: "0644", resource },
    { op: "commit" },
    { ...run, args: ["exec", "--filter", trialPath, "--", emulator, "--version"] },
    { op: "onlyIfOutput" },
  ];
}

const denyNothing = encodeKvmStructHex({
  action: 1,
  flags: 0,
  fixedCounterBitmap: 0,
  events: [],
});

/**
 * What to warn of: what the kernel ignores of the filter.
 *
 * @param answers - those to {@link preflightOperations}
 * @throws PmuFilterError FILTER_REFUSED, DOMAIN_CONFLICT
 */
export function judgePreflight(
  place: DomainPlace,
  filter: string,
  emulator: string,
  answers: readonly HostAnswer[],
): readonly string[] {
  const [checked, started] = [answers[0], answers[5]];
  const check = ranOrThrow(checked, "kvm-pmu-filter", place.host);
  if (check.exitCode !== 0) throw refused(place, filter, check.stdout);
  throwIfFailed(place.host, preflightOperations(filter, emulator, ""), answers);
  const start = ranOrThrow(started, "kvm-pmu-filter", place.host);
  if (start.exitCode === 0) return ignored(place, check.stdout);
  const { error } = parseReport(anyReport, start.stdout) ?? {};
  const why = error === undefined ? start.stderr.trim() : `${error.message} (${error.code})`;
  throw new PmuFilterError(
    "DOMAIN_CONFLICT",
    `${nameOfDomain(place)} has an emulator that kvm-pmu-filter cannot start, ${emulator}: ${why}`,
    { hint: "Name QEMU itself in its <emulator>, with virsh edit: no script, and no wrapper." },
  );
}

function ignored(place: DomainPlace, stdout: string): readonly string[] {
  const report = parseReport(checkReport, stdout);
  const dropped = report && droppedText(report);
  return dropped === undefined ? [] : [`${nameOfDomain(place)}: ${dropped}`];
}

function refused(place: DomainPlace, filter: string, stdout: string): PmuFilterError {
  const { error } = parseReport(anyReport, stdout) ?? {};
  const report = parseReport(checkReport, stdout);
  const name = nameOfDomain(place);
  const hint = error?.hint ?? "Run kvm-pmu-filter check on the host.";
  if (error?.code === "FILTER_REFUSED") {
    const why = report === undefined ? error.message : refusalText(filter, report);
    return new PmuFilterError("FILTER_REFUSED", `${name} stays as it is: ${why}`, { hint });
  }
  const unavailable = /^(KVM_|FILTER_UNSUPPORTED)/.test(error?.code ?? "");
  return new PmuFilterError(
    unavailable ? "KVM_UNAVAILABLE" : "HELPER_FAILED",
    `${name} stays as it is: ${error?.message ?? "kvm-pmu-filter check did not answer"} (${error?.code})`,
    { hint },
  );
}
