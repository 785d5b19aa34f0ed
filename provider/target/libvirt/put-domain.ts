import { afterChange } from "../after-change.ts";
import type { HostAnswer, HostOperation } from "../host-operation.ts";
import type { Observation } from "../observation.ts";
import type { Procedure } from "../procedure.ts";
import { recordPath, renderRecord } from "../qemu-args/record.ts";
import type { Put, TargetFilter, WantedTarget } from "../target-kind.ts";
import { applyFilter } from "../vm/apply-filter.ts";
import { hasBegun, isUnmet, throwIfFailed } from "./changes.ts";
import { confinementOperations, judgeConfinement } from "./confinement.ts";
import { wrapDomain } from "./domain-edit.ts";
import {
  argumentsPath,
  type FilesSeen,
  fileOperations,
  filterDirectory,
  filterPath,
  onlyIfSameFiles,
  readFiles,
} from "./domain-files.ts";
import { type DomainPlace, domainPlace, vmPlaceOf } from "./domain-place.ts";
import { fitDomain, formerEmulator } from "./domain-refusal.ts";
import { type DomainSeen, domainOperations, readDomain } from "./domain-seen.ts";
import { exchange, firstOperations, resumed } from "./exchange.ts";
import { canChangeRunning, observeDomain, ownPart } from "./observe-domain.ts";
import { judgePreflight, preflightOperations } from "./preflight.ts";
import { isRedefined, onlyIfSameXml, redefineOperations } from "./redefine.ts";
import { mayReplace } from "./still-observed.ts";
import { type Disturbed, undisturbed } from "./undisturbed.ts";
import { programPath, wrapperPath } from "./wrapper-path.ts";
import { wrapperScript } from "./wrapper-script.ts";

/**
 * Puts a filter into a domain. Two exchanges: what is there; what is to be, and what is there then.
 *
 * @throws PmuFilterError with `mayBeDone` once a file of the domain was written, or its VM was changed
 */
export function* putDomain(
  wanted: WantedTarget,
  resource: string,
  over: Observation | undefined,
): Procedure<Put> {
  const place = domainPlace(wanted.target, wanted.host);
  return yield* undisturbed(place, () => putOnce(place, wanted, resource, over));
}

function* putOnce(
  place: DomainPlace,
  wanted: WantedTarget,
  resource: string,
  over: Observation | undefined,
): Procedure<Put | Disturbed> {
  const { domain, confinement } = yield* exchange({
    domain: domainOperations(place),
    confinement: place.affected.config ? confinementOperations(place) : [],
  });
  const seen = fitDomain(place, yield* readDomain(place, domain));
  if (!place.affected.config) return yield* putRunning(place, seen, wanted.filter, resource);
  const warnings = judgeConfinement(place, seen.xml.labels, confinement);
  const put = yield* putConfig({ place, seen, resource, over, ...wanted });
  return "touched" in put ? put : withWarnings(put, warnings);
}

interface Change extends WantedTarget {
  readonly place: DomainPlace;
  readonly seen: DomainSeen;
  readonly resource: string;
  readonly over: Observation | undefined;
}

function* putRunning(
  place: DomainPlace,
  seen: DomainSeen,
  { kvmStruct }: TargetFilter,
  resource: string,
): Procedure<Put> {
  const before = observeDomain(place, seen, undefined);
  if (kvmStruct === undefined) throw new TypeError("a filter of another architecture");
  const applying = applyFilter(vmPlaceOf(place), kvmStruct, resource);
  const answers = yield* exchange({
    apply: firstOperations(applying),
    after: domainOperations(place),
  });
  const { warnings } = yield* resumed(applying, answers.apply);
  const after = yield* afterChange(observeAgain(place, answers.after));
  return withWarnings({ before, after }, warnings ?? []);
}

function* observeAgain(
  place: DomainPlace,
  domain: readonly HostAnswer[],
  files?: FilesSeen,
): Procedure<Observation> {
  return observeDomain(place, yield* readDomain(place, domain), files);
}

function* putConfig(change: Change): Procedure<Put | Disturbed> {
  const { place, seen, resource, over, filter } = change;
  const { uuid, host } = { uuid: seen.uuid, host: place.host };
  const owner = ownPart(seen.xml)?.resource;
  if (over === undefined && owner !== undefined && owner !== resource) {
    const files = readFiles(uuid, host, yield fileOperations(uuid));
    return { before: observeDomain(place, seen, files) };
  }
  const own = over === undefined ? onlyIfOwn(change) : yield* onlyIfObserved(change, over);
  if (own === undefined) return { touched: false };
  const emulator = formerEmulator(seen);
  const struct = structOf(filter);
  const xml = wrapDomain(seen.text, { resource, domain: uuid, emulator });
  const applying = runningProcedure(change);
  const groups = {
    before: fileOperations(uuid),
    same: onlyIfSameXml(place, seen.text),
    own,
    preflight: preflightOperations(struct, emulator, resource),
    files: writeOperations(change, emulator, struct),
    define: redefineOperations(place, seen.text, xml),
    apply: applying === undefined ? [] : firstOperations(applying),
    after: domainOperations(place),
    afterFiles: fileOperations(uuid),
  };
  const answers = yield* exchange(groups);
  const judging = judgeChange(change, { groups, answers, emulator, struct, applying });
  return yield* hasBegun(groups.files, answers.files) ? afterChange(judging) : judging;
}

type Group =
  | "before"
  | "same"
  | "own"
  | "preflight"
  | "files"
  | "define"
  | "apply"
  | "after"
  | "afterFiles";

/** A change, and what the host answered to it. */
interface Asked {
  readonly groups: Readonly<Record<Group, readonly HostOperation[]>>;
  readonly answers: Readonly<Record<Group, readonly HostAnswer[]>>;
  readonly emulator: string;
  readonly struct: string;
  readonly applying: Procedure<Put> | undefined;
}

function* judgeChange(
  { place, seen, over }: Change,
  { groups, answers, emulator, struct, applying }: Asked,
): Procedure<Put | Disturbed> {
  const { uuid, host } = { uuid: seen.uuid, host: place.host };
  const files = readFiles(uuid, host, answers.before);
  throwIfFailed(host, [...groups.same, ...groups.own], [...answers.same, ...answers.own]);
  if (isUnmet(answers.same)) return { touched: false };
  const before = observeDomain(place, seen, files);
  if (isUnmet(answers.own)) return over === undefined ? { before } : { touched: false };
  const warnings = judgePreflight(place, struct, emulator, answers.preflight);
  throwIfFailed(host, groups.files, answers.files);
  if (!isRedefined(place, groups.define, answers.define)) return { touched: true };
  const applied = applying && (yield* resumed(applying, answers.apply));
  const read = readFiles(uuid, host, answers.afterFiles);
  const after = yield* observeAgain(place, answers.after, read);
  return withWarnings(
    { before, after },
    applied === undefined ? warnings : (applied.warnings ?? []),
  );
}

/** What puts the filter into the running domain; undefined if it is to wait for its next start. */
function runningProcedure({ place, seen, filter, resource }: Change): Procedure<Put> | undefined {
  if (place.affected.live === "no" || !seen.running || !canChangeRunning(seen.xml))
    return undefined;
  const { kvmStruct } = filter;
  return kvmStruct === undefined ? undefined : applyFilter(vmPlaceOf(place), kvmStruct, resource);
}

/** Where the domain's part does not say whose it is, its record must not be another's. */
function onlyIfOwn({ seen: { uuid, xml }, resource }: Change): readonly HostOperation[] {
  if (ownPart(xml) !== undefined) return [];
  const path = filterPath(uuid);
  return [{ op: "onlyIfOwn", path, record: recordPath(path), resource }];
}

/** What may be replaced must still be what was observed; undefined if it is something else now. */
function* onlyIfObserved(
  { place, seen, resource }: Change,
  over: Observation,
): Procedure<readonly HostOperation[] | undefined> {
  const files = readFiles(seen.uuid, place.host, yield fileOperations(seen.uuid));
  const now = observeDomain(place, seen, files);
  return mayReplace(now, over, resource) ? onlyIfSameFiles(seen.uuid, files) : undefined;
}

/**
 * The wrapper and what it runs, then the record, the filter, and the arguments. Those of before go
 * first: a QEMU that starts in between gets the filter the other way, and never another one.
 */
function writeOperations(
  { seen: { uuid }, resource, filter: { qemuArguments }, fingerprint }: Change,
  emulator: string,
  struct: string,
): readonly HostOperation[] {
  const stage = (path: string, text: string, mode = "0644"): HostOperation => ({
    op: "stageFile",
    path,
    text,
    mode,
    resource,
  });
  const wrapper = wrapperPath(emulator);
  const path = filterPath(uuid);
  return [
    { op: "installHelper", path: programPath },
    { op: "makeDirectory", path: wrapper.slice(0, wrapper.lastIndexOf("/")), mode: "0755" },
    { op: "makeDirectory", path: filterDirectory, mode: "0755" },
    stage(wrapper, wrapperScript, "0755"),
    stage(recordPath(path), renderRecord(resource, fingerprint)),
    stage(path, `${struct}\n`),
    ...(qemuArguments === undefined
      ? []
      : [stage(argumentsPath(uuid), qemuArguments.map((line) => `${line}\n`).join(""))]),
    { op: "removeFile", path: argumentsPath(uuid) },
    { op: "commit" },
  ];
}

function structOf({ kvmStruct, arm64Structs }: TargetFilter): string {
  const struct = kvmStruct ?? arm64Structs;
  if (struct === undefined) throw new TypeError("a filter without a form");
  return struct;
}

function withWarnings(put: Put, more: readonly string[]): Put {
  const warnings = [...more, ...(put.warnings ?? [])];
  return warnings.length === 0 ? put : { ...put, warnings };
}
