import type { HostAnswer, HostOperation, Run } from "../../target/host-operation.ts";
import { changes } from "./request.ts";

/** Sections of which no two ask virsh the same. */
export interface WithoutRepeats {
  readonly sections: readonly (readonly HostOperation[])[];
  /** The answers to the whole sections, from those to the shorter ones, as many as there are. */
  complete(answers: readonly (readonly HostAnswer[])[]): readonly (readonly HostAnswer[])[];
}

/**
 * Leaves out what virsh has been asked before in the same request: with a hundred domains on a host,
 * each begins with the same two lists of them. Only what a section begins with is looked at, since
 * conditions and failures may skip the rest, and only up to the first section that changes something.
 */
export function withoutRepeats(sections: readonly (readonly HostOperation[])[]): WithoutRepeats {
  const repeats = findRepeats(sections);
  return {
    sections: sections.map((operations, section) =>
      operations.filter((_, index) => repeats[section]?.[index] === undefined),
    ),
    complete(answers) {
      const whole: HostAnswer[][] = [];
      for (const [section, given] of answers.entries()) {
        const rest = [...given];
        const all = (sections[section] ?? []).map((_, index) => {
          const first = repeats[section]?.[index];
          return first === undefined ? rest.shift() : whole[first.section]?.[first.index];
        });
        whole.push(all.filter((answer) => answer !== undefined));
      }
      return whole;
    },
  };
}

/** Where an operation stands. */
interface Standing {
  readonly section: number;
  readonly index: number;
}

/** For what each section begins with: where the same was asked first, if that was before. */
function findRepeats(
  sections: readonly (readonly HostOperation[])[],
): readonly (readonly (Standing | undefined)[])[] {
  const asked = new Map<string, Standing>();
  const changing = sections.findIndex((operations) => operations.some(changes));
  const looking = changing === -1 ? sections : sections.slice(0, changing + 1);
  return looking.map((operations, section) =>
    beginning(operations).map((run, index) => {
      const key = JSON.stringify(run);
      const first = asked.get(key);
      if (first === undefined) asked.set(key, { section, index });
      return first;
    }),
  );
}

/** The runs of virsh that a section begins with, without the last one: what follows may refer to that. */
function beginning(operations: readonly HostOperation[]): readonly Run[] {
  const runs: Run[] = [];
  for (const [index, operation] of operations.entries()) {
    if (!isPlainRun(operation) || operation.program !== "virsh" || !operation.readOnly) break;
    const next = operations[index + 1];
    if (next === undefined || !isPlainRun(next)) break;
    runs.push(operation);
  }
  return runs;
}

/** Whether it is a run that takes nothing from the one before. */
function isPlainRun(operation: HostOperation): operation is Run {
  return operation.op === "run" && operation.args.every((arg) => typeof arg === "string");
}
