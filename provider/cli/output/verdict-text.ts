import { tell } from "../../errors/pmu-filter-error.ts";
import type { Vendor } from "../../filter/vendor.ts";
import type { FilterInput, Lost, Refused, Verdict } from "../input/filter-input.ts";
import type { Json } from "./json.ts";
import { problemJson } from "./problem-text.ts";

/** What becomes of an input, in sentences; the remarks after them. */
export function verdictTexts({ verdicts, remarks }: FilterInput): readonly string[] {
  return [
    ...verdicts.flatMap(textsOf),
    ...remarks.map(({ message, hint }) => (hint === undefined ? message : `${message} ${hint}`)),
  ];
}

/** What becomes of an input, for programs. */
export function verdictsJson({ verdicts }: FilterInput): Json {
  return verdicts.map((verdict) => {
    const { kind, hosts } = verdict;
    const on = hosts.length === 0 ? undefined : hosts;
    if (verdict.kind === "taken") {
      const { dropped, dead } = verdict;
      return { verdict: kind, hosts: on, dropped: dropped.map(lostJson), dead: dead.map(lostJson) };
    }
    if (verdict.kind === "none") return { verdict: kind, hosts: on };
    const { by, errno, call, problem } = verdict;
    return { verdict: kind, hosts: on, by, errno, call, problem: problemJson(problem) };
  });
}

/** What else there is to say of an input, for programs. */
export function remarksJson({ remarks }: FilterInput): Json {
  return remarks.map(({ message, hint }) => ({ message, hint }));
}

/** Whether there are hosts that take the filter. */
export function isTaken({ verdicts }: FilterInput): boolean {
  return verdicts.length === 0 || verdicts.some(({ kind }) => kind === "taken");
}

/** What becomes of an input, in sentences, where that is not simply that it is taken. */
export function newsOf(input: FilterInput): readonly string[] {
  const plain = input.verdicts.every(
    (verdict) => verdict.kind === "taken" && verdict.dropped.length + verdict.dead.length === 0,
  );
  return plain && input.remarks.length === 0 ? [] : verdictTexts(input);
}

/** The first refusal among the verdicts. */
export function refusalIn({ verdicts }: FilterInput): Refused | undefined {
  return verdicts.find((verdict) => verdict.kind === "refused");
}

function lostJson({ index, code, why }: Lost): Json {
  return { index, code, why };
}

function textsOf(verdict: Verdict): readonly string[] {
  const where = hostsText(verdict.hosts);
  switch (verdict.kind) {
    case "none":
      return [`The VM has no filter${where}: everything counts.`];
    case "refused":
      return [refusedText(verdict, where)];
    case "taken":
      return [
        `KVM takes it${where}.`,
        ...verdict.dropped.map(
          (lost) => `KVM drops ${lostText(lost)} silently${where}: ${lost.why}.`,
        ),
        ...verdict.dead.map((lost) => `${lostText(lost)} matches nothing: ${lost.why}.`),
      ];
  }
}

function refusedText({ by, errno, call, problem }: Refused, where: string): string {
  const answer = errno === undefined ? "" : ` with ${errno}`;
  const what = call === undefined ? "it" : `call ${call + 1}`;
  const { message, hint, code } = problem;
  return `${by} refuses ${what}${answer}${where}: ${tell(message, hint, code)}`;
}

function lostText({ index, code }: Lost): string {
  return `events[${index}] (${code})`;
}

/** ` on Intel hosts`, with a blank before; nothing for all hosts. */
export function hostsText(hosts: readonly Vendor[]): string {
  const names = { intel: "Intel", amd: "AMD" } as const;
  return hosts.length === 0 ? "" : ` on ${hosts.map((host) => names[host]).join(" and ")} hosts`;
}
