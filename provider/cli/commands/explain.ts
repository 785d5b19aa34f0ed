import type { ResolvedFilter } from "../../declared/resolve.ts";
import type { Command, Request, Result } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { type Answer, answersFor } from "../explain/answer.ts";
import { isFixed, namesOfAnswer } from "../explain/answer-names.ts";
import { reasonText } from "../explain/answer-text.ts";
import { type AskedEvent, askedEvents } from "../explain/asked-event.ts";
import type { FilterInput } from "../input/filter-input.ts";
import { refuseRefused } from "../input/needed-filter.ts";
import { readFilter } from "../input/read-filter.ts";
import { readingOptions } from "../options/option-table.ts";
import type { Json } from "../output/json.ts";
import type { Style } from "../output/style.ts";
import { table } from "../output/table.ts";
import { newsOf, remarksJson, verdictsJson } from "../output/verdict-text.ts";

/** `pmufilter explain`. */
export const explain: Command = {
  name: "explain",
  summary: "Tell whether events would count in a guest, and which entry decides.",
  operands: "FILE EVENT...",
  operandCount: [2, Number.POSITIVE_INFINITY],
  files: ([file = ""]) => [file],
  options: [...readingOptions, "expect", "json", "help"],
  details: `An EVENT is a name (branches, MEM_LOAD_RETIRED.L3_MISS), perf's syntax
(cpu/event=0xc4,umask=0x20/, r20c4), select and umask (c4/20), a fixed counter (fixed/0,
fixed:cycles), or on arm64 an event number (0x11). Names need the filter's cpus, or --cpu. A name
that a guest may count on several counters has a row for each.`,
  exits: ["1  With --expect: an event does not do as expected."],
  run,
};

interface Explained {
  readonly asked: AskedEvent;
  readonly answers: readonly Answer[];
}

function run({ options, operands, sources: [source] }: Request): Result {
  if (source === undefined) throw new TypeError("explain reads one file");
  const input = readFilter(source, options);
  refuseRefused(input);
  const { filter, cpus } = input;
  const arch = filter?.arch ?? cpus[0]?.arch ?? "x86";
  const { bits, expect } = options;
  const explained = askedEvents(operands.slice(1), { arch, cpus, bits }).map(
    (asked): Explained => ({ asked, answers: answersFor(asked, filter, input, bits) }),
  );
  const answers = explained.flatMap((one) => one.answers);
  const asExpected = expect === undefined || answers.every(({ counts }) => counts === expect);
  return {
    exitCode: asExpected ? exitCodes.fine : exitCodes.negative,
    text: (style) => rows(explained, filter, input, style),
    json: {
      events: explained.map((one) => explainedJson(one, input)),
      verdicts: verdictsJson(input),
      remarks: remarksJson(input),
    },
    notes: [...explained.flatMap(({ asked }) => asked.notes), ...newsOf(input)],
  };
}

function rows(
  explained: readonly Explained[],
  filter: ResolvedFilter | undefined,
  input: FilterInput,
  style: Style,
): string {
  return table(
    ["EVENT", "CODE", "COUNTS", "WHY"],
    explained.flatMap(({ asked, answers }) =>
      answers.map((answer, index) => [
        index === 0 ? eventText(asked, answer, input) : "",
        answer.code,
        answer.counts
          ? ({ text: "yes", style: "good" } as const)
          : ({ text: "no", style: "bad" } as const),
        reasonText(answer, filter?.action),
      ]),
    ),
    style,
  );
}

/** What was asked for, with the names of a code. */
function eventText({ text }: AskedEvent, answer: Answer, input: FilterInput): string {
  const names = namesOfAnswer(answer, input.cpus);
  const isName = names.some((name) => name.toLowerCase() === text.toLowerCase());
  return isName || names.length === 0 || !/^[0-9a-fx]+(\/|$)|^fixed|^r[0-9a-f]+$|\/$/i.test(text)
    ? text
    : `${text} (${names[0]}${names.length > 1 ? ", ..." : ""})`;
}

function explainedJson({ asked, answers }: Explained, input: FilterInput): Json {
  return {
    event: asked.text,
    counters: answers.map((answer) => ({
      code: answer.code,
      counter: isFixed(answer) ? "fixed" : "general",
      names: namesOfAnswer(answer, input.cpus),
      counts: answer.counts,
      reason: answer.reason,
      notSupported: answer.notSupported,
      deciders: answer.deciders.map(({ entry, parts }) => ({
        entry,
        parts: parts.map(({ label, place }) => ({ label, line: place?.line })),
      })),
    })),
  };
}
