import type { DeclaredQemuArgs } from "../../declared/qemu-args.ts";
import type { DeclaredTarget } from "../../declared/target.ts";
import { hostFailure } from "../host-failure.ts";
import type { HostAnswer, HostOperation } from "../host-operation.ts";
import type { Observation } from "../observation.ts";
import type { Procedure } from "../procedure.ts";
import type {
  Place,
  Put,
  Removed,
  TargetFilter,
  TargetKind,
  WantedTarget,
} from "../target-kind.ts";
import { adoptFile } from "./adopt-file.ts";
import { readingOf } from "./file-answer.ts";
import { fileQueries, observeFile } from "./observe-file.ts";
import { withPending } from "./pending.ts";
import { recordPath } from "./record.ts";
import { filesToWrite, type WantedFile, wantedFile } from "./wanted-file.ts";

/** A file of QEMU arguments on a host, with the record that says whose it is beside it. */
export const qemuArgsTarget: TargetKind = {
  describe: (target) => declaredOf(target).path,
  fingerprint: (target, filter) => fileOf(target, filter).fingerprint,
  putSteps: (wanted, resource) => filesToWrite(fileOf(wanted.target, wanted.filter), resource),
  removeSteps: ({ target }) => {
    const { path } = declaredOf(target);
    return [
      { step: "removeFile", path },
      { step: "removeFile", path: recordPath(path) },
    ];
  },
  look,
  put,
  remove,
  adopt: adoptFile,
};

function* look(place: Place): Procedure<Observation> {
  const answers = yield lookOperations(place.target);
  const seen = observed(place, answers);
  const { observation, untold } = yield* withPending(seen, place, answers[0]);
  if (untold === undefined) return observation;
  const evidence = `${seen.evidence}; whether its VM runs with it cannot be told [${untold.code}]`;
  return { ...observation, evidence };
}

function* put(wanted: WantedTarget, resource: string, over?: Observation): Procedure<Put> {
  const file = fileOf(wanted.target, wanted.filter);
  const looking = lookOperations(wanted.target);
  const writing: readonly HostOperation[] = [
    ...filesToWrite(file, resource).map(
      ({ step: _, ...attributes }): HostOperation => ({ op: "stageFile", resource, ...attributes }),
    ),
    { op: "commit" },
    ...looking,
  ];
  const { before, done } = yield* change("write", wanted, resource, writing, over);
  if (done === undefined) return { before };
  const after = done.slice(-looking.length);
  const { observation, untold } = yield* withPending(observed(wanted, after), wanted, after[0]);
  if (untold === undefined) return { before, after: observation };
  const warning = `whether the VM runs with ${wanted.key} cannot be told: ${untold.describe()}`;
  return { before, after: observation, warnings: [warning] };
}

function* remove(place: Place, resource: string, over?: Observation): Procedure<Removed> {
  const { path } = declaredOf(place.target);
  const removing: readonly HostOperation[] = [
    { op: "removeFile", path },
    { op: "removeFile", path: recordPath(path) },
  ];
  const { before, done } = yield* change("remove", place, resource, removing, over);
  return { before, removed: done !== undefined };
}

/** What was there, and the answers to the change; absent if nothing was done. */
interface Changed {
  readonly before: Observation;
  readonly done?: readonly HostAnswer[];
}

/**
 * Changes what is the resource's own, in one exchange where its record is as this version writes it.
 * What else may be changed is as it was seen: a record in another hand, and what `over` says.
 */
function* change(
  what: string,
  place: Place,
  resource: string,
  changing: readonly HostOperation[],
  over: Observation | undefined,
): Procedure<Changed> {
  const { path } = declaredOf(place.target);
  const looking = lookOperations(place.target);
  if (over === undefined) {
    const own: HostOperation = { op: "onlyIfOwn", path, record: recordPath(path), resource };
    const answers = yield [...looking, own, ...changing];
    const changed = changedBy(what, place, answers, changing);
    // The host looks for the record's words, and here they are read.
    if (changed.done !== undefined || ownerIn(changed.before) !== resource) return changed;
    return yield* changeSeen(what, place, answers, changing);
  }
  const answers = yield looking;
  const before = observed(place, answers);
  if (!isSameFinding(before, over)) return { before };
  return yield* changeSeen(what, place, answers, changing);
}

/** Changes exactly what was seen there. */
function* changeSeen(
  what: string,
  place: Place,
  [file, record]: readonly HostAnswer[],
  changing: readonly HostOperation[],
): Procedure<Changed> {
  const { path } = declaredOf(place.target);
  const looking = lookOperations(place.target);
  const conditions = [...sameAs(path, file), ...sameAs(recordPath(path), record)];
  const answers = yield [...looking, ...conditions, ...changing];
  return changedBy(what, place, answers, changing);
}

/** What has no text cannot be replaced anyway, and says so itself. */
function sameAs(path: string, answer: HostAnswer | undefined): readonly HostOperation[] {
  if (answer?.kind === "absent") return [{ op: "onlyIfSame", path, text: undefined }];
  return answer?.kind === "file" ? [{ op: "onlyIfSame", path, text: answer.file.text }] : [];
}

/** @throws PmuFilterError for the first operation that failed */
function changedBy(
  what: string,
  place: Place,
  answers: readonly HostAnswer[],
  changing: readonly HostOperation[],
): Changed {
  const before = observed(place, answers);
  const looks = lookOperations(place.target).length;
  const failed = answers.slice(looks).find((answer) => answer.kind === "failed");
  if (failed !== undefined) {
    throw hostFailure(what, declaredOf(place.target).path, place.host, failed);
  }
  return didAll(answers) ? { before, done: answers.slice(-changing.length) } : { before };
}

function lookOperations(target: DeclaredTarget): readonly HostOperation[] {
  const { path, ...accounts } = declaredOf(target);
  return fileQueries(path, accounts).map((query) => ({ op: "readFile", ...query }));
}

/** What the first answers, those to {@link lookOperations}, say. */
function observed(place: Place, [file, record]: readonly HostAnswer[]): Observation {
  const declared = declaredOf(place.target);
  const { path } = declared;
  return observeFile(
    [readingOf(file, place.host, path), readingOf(record, place.host, recordPath(path))],
    declared,
  );
}

function ownerIn(observation: Observation): string | undefined {
  return "recordOf" in observation ? observation.recordOf : undefined;
}

function isSameFinding(one: Observation, other: Observation): boolean {
  const finding = (seen: Observation) => [seen.found, ownerIn(seen), fingerprintIn(seen)].join();
  return finding(one) === finding(other);
}

function fingerprintIn(observation: Observation): string | undefined {
  return "fingerprint" in observation ? observation.fingerprint : undefined;
}

function didAll(answers: readonly HostAnswer[]): boolean {
  return answers.every((answer) => answer.kind !== "skipped" && !isUnmet(answer));
}

function isUnmet(answer: HostAnswer): boolean {
  return answer.kind === "condition" && !answer.held;
}

function declaredOf({ qemuArgs }: DeclaredTarget): DeclaredQemuArgs {
  if (qemuArgs === undefined) throw new TypeError("the target is no file of QEMU arguments");
  return qemuArgs;
}

function fileOf(target: DeclaredTarget, { qemuArguments = [] }: TargetFilter): WantedFile {
  return wantedFile(declaredOf(target), qemuArguments);
}
