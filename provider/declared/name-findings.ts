import type { Cpu } from "../catalog/cpu.ts";
import { eventNames } from "../catalog/event-names.ts";
import type { ResolvedName } from "../catalog/resolve-event-name.ts";
import { shortened } from "../errors/shortened.ts";
import type { Finding } from "../filter/lint/finding.ts";

/** What is odd about an event's name on the CPUs. */
export function nameFindings(
  name: string,
  known: ResolvedName,
  cpus: readonly Cpu[],
): readonly Finding[] {
  return [...sharedCode(name, known), ...partialName(name, known), ...otherMeaning(known, cpus)];
}

/** What of an event a filter does not see. */
export function unseenFinding(text: string, unseen: readonly string[]): readonly Finding[] {
  if (unseen.length === 0) return [];
  return [
    {
      code: "NAMES_SHARE_CODE",
      severity: "warn",
      message: `A filter does not see ${unseen.join(", ")} of "${text}": every event with the same code is listed.`,
      hint: "Leave that out, so that the list says what it does.",
    },
  ];
}

function sharedCode(name: string, { codes, unseen, alsoCalled }: ResolvedName): readonly Finding[] {
  if (unseen.length === 0 && alsoCalled.length === 0) return [];
  const differs = unseen.length === 0 ? "" : `, whatever their ${unseen.join(", ")}`;
  const others = alsoCalled.length === 0 ? "" : `: ${shortened(alsoCalled)} too`;
  return [
    {
      code: "NAMES_SHARE_CODE",
      severity: "warn",
      message: `A filter sees only select and umask of "${name}" and lists all events of ${codes.join(" and ")}${differs}${others}.`,
      hint: "Keep it if they may all be treated alike; a filter cannot tell them apart.",
      entries: codes,
    },
  ];
}

function partialName(name: string, { missingOn, unusable }: ResolvedName): readonly Finding[] {
  const without = [
    ...(missingOn.length === 0
      ? []
      : [`${missingOn.join(", ")} ${missingOn.length === 1 ? "has" : "have"} no event "${name}"`]),
    ...unusable.map(({ cpu, why }) => `no guest can count "${name}" on ${cpu}: ${why}`),
  ];
  if (without.length === 0) return [];
  return [
    {
      code: "EVENT_NAME_PARTIAL",
      severity: "warn",
      message: `${without.join("; ")}. Nothing is listed for these CPUs.`,
      hint: "Give those hosts a filter of their own, or list what they call the event too.",
    },
  ];
}

/** A filter lists every code on every host, also those that another CPU's name brought in. */
function otherMeaning({ on, codes }: ResolvedName, cpus: readonly Cpu[]): readonly Finding[] {
  const others = cpus.flatMap((cpu) =>
    codes
      .filter((code) => !on.get(cpu.name)?.includes(code))
      .flatMap((code) => {
        const names = eventNames(code, [cpu]).map(({ name }) => name);
        return names.length === 0
          ? []
          : [{ code, text: `${code} is ${shortened(names)} on ${cpu.name}` }];
      }),
  );
  if (others.length === 0) return [];
  return [
    {
      code: "CODE_MEANS_OTHER_EVENT",
      severity: "warn",
      message: `The filter lists the same codes on every host, and ${shortened(
        others.map(({ text }) => text),
        "; ",
      )}.`,
      hint: "Give hosts with these CPUs a filter of their own where that matters.",
      entries: [...new Set(others.map(({ code }) => code))],
    },
  ];
}
