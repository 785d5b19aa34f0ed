import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { recordSuffix } from "../../declared/qemu-args.ts";
import { parseRecord } from "../../target/qemu-args/record.ts";
import type { Plan, Step } from "../../target/step.ts";

const steps = {
  writeFile: t.intersection([
    t.type({ step: t.literal("writeFile"), path: t.string, text: t.string, mode: t.string }),
    t.partial({ owner: t.string, group: t.string }),
  ]),
  removeFile: t.type({ step: t.literal("removeFile"), path: t.string }),
  applyFilter: t.type({
    step: t.literal("applyFilter"),
    vm: t.UnknownRecord,
    kvmStruct: t.string,
  }),
  clearFilter: t.type({ step: t.literal("clearFilter"), vm: t.UnknownRecord }),
  setEmulator: t.type({
    step: t.literal("setEmulator"),
    domain: t.string,
    uri: t.string,
    filter: t.string,
  }),
  restoreEmulator: t.type({
    step: t.literal("restoreEmulator"),
    domain: t.string,
    uri: t.string,
  }),
} satisfies Record<Step["step"], t.Mixed>;

const stepCodec = t.union([
  steps.writeFile,
  steps.removeFile,
  steps.applyFilter,
  steps.clearFilter,
  steps.setEmulator,
  steps.restoreEmulator,
]);

const entryCodec = t.intersection([
  t.type({
    /** The version of this form. In the first, files alone were targets, without a fingerprint. */
    journal: t.union([t.literal(1), t.literal(2)]),
    /** When, ISO 8601 in UTC. */
    time: t.string,
    target: t.string,
    resource: t.string,
    steps: t.readonlyArray(stepCodec),
  }),
  t.partial({ fingerprint: t.string }),
]);

/** The line of the journal for a plan that would have been carried out at a time. */
export function journalLine(plan: Plan, time: Date): string {
  return `${JSON.stringify({ journal: 2, time: time.toISOString(), ...plan })}\n`;
}

/** The plan that a line holds; undefined if it is no entry. */
export function parseJournalLine(line: string): Plan | undefined {
  try {
    const entry = entryCodec.decode(JSON.parse(line));
    if (isLeft(entry)) return undefined;
    const { journal, time: _, ...plan } = entry.right;
    return journal === 1 ? ofFirstVersion(plan as Plan) : (plan as Plan);
  } catch {
    return undefined;
  }
}

/** A plan of the first version says the fingerprint in the record that it writes. */
function ofFirstVersion(plan: Plan): Plan {
  const [fingerprint] = plan.steps.flatMap((step) => {
    if (step.step !== "writeFile" || !step.path.endsWith(recordSuffix)) return [];
    return parseRecord(step.text)?.fingerprint ?? [];
  });
  return fingerprint === undefined ? plan : { ...plan, fingerprint };
}
