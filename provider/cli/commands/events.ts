import { cpus as allCpus, type Cpu } from "../../catalog/cpu.ts";
import { suggestNames } from "../../catalog/resolve-event-name.ts";
import { shortened } from "../../errors/shortened.ts";
import type { Command, Request, Result } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { usageError } from "../options/usage-error.ts";
import { table } from "../output/table.ts";
import { cpuRows, describedCpus } from "../search/described-cpus.ts";
import { type FoundEvent, findEvents } from "../search/find-events.ts";

/** `pmufilter events`. */
export const events: Command = {
  name: "events",
  summary: "Search the catalogue's events by CPU and name.",
  operands: "[PATTERN]",
  operandCount: [0, 1],
  files: () => [],
  options: ["cpu", "cpus", "json", "help"],
  details: `PATTERN is looked for in names and codes, letter case aside; with * or ? it must match the whole
of one. Without --cpu, the events of every CPU. NEEDS is what a name wants besides its code and a
filter does not see; SAME CODE has other names that a filter cannot tell from it.`,
  exits: ["1  There is no such event."],
  run,
};

function run({ options, operands: [pattern = "*"] }: Request): Result {
  if (options.listCpus) return listCpus(options.cpus ?? allCpus(), pattern);
  const cpus = options.cpus ?? allCpus();
  const found = findEvents(pattern, cpus);
  return {
    exitCode: found.length > 0 ? exitCodes.fine : exitCodes.negative,
    text: (style) =>
      table(["EVENT", "CODE", "NEEDS", "CPU", "SAME CODE"], found.map(eventRow(cpus)), style),
    json: {
      events: found.map(({ name, codes, fixedCounter, unseen, alsoCalled, unusable, on }) => ({
        name,
        codes,
        fixedCounter,
        needs: unseen,
        sameCode: alsoCalled,
        unusable: unusable?.why,
        cpus: on,
      })),
    },
    notes: found.length > 0 ? [] : [nothingFound(pattern, cpus)],
  };
}

function eventRow(cpus: readonly Cpu[]) {
  return ({ name, codes, fixedCounter, unseen, alsoCalled, unusable, on }: FoundEvent) => [
    name,
    [...codes, ...(fixedCounter === undefined ? [] : [`fixed:${fixedCounter}`])].join(" "),
    unusable === undefined ? unseen.join(" ") : "not in guests",
    cpus.length === 1 ? "" : on.join(" "),
    shortened(alsoCalled, ", ", 2),
  ];
}

function nothingFound(pattern: string, cpus: readonly Cpu[]): string {
  const guesses = suggestNames(pattern, cpus);
  const where = cpus.length > 3 ? "No CPU" : cpus.map(({ name }) => name).join(" and ");
  const has = cpus.length > 3 ? "has an" : cpus.length === 1 ? "has no" : "have no";
  const guess = guesses.length === 0 ? "" : ` Did you mean ${guesses.join(" or ")}?`;
  return `${where} ${has} event that matches "${pattern}".${guess}`;
}

function listCpus(cpus: readonly Cpu[], pattern: string): Result {
  if (pattern !== "*") throw usageError("--cpus takes no PATTERN.", "Leave one of them out.");
  const described = describedCpus(cpus);
  return {
    exitCode: exitCodes.fine,
    text: (style) =>
      table(["CPU", "TITLE", "EVENTS", "CPUID OR MIDR", "SOURCE"], described.map(cpuRows), style),
    json: { cpus: described.map((cpu) => ({ ...cpu })) },
    notes: [],
  };
}
