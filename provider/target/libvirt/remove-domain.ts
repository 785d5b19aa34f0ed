import { afterChange } from "../after-change.ts";
import type { HostAnswer, HostOperation } from "../host-operation.ts";
import type { Observation } from "../observation.ts";
import type { Procedure } from "../procedure.ts";
import { recordPath } from "../qemu-args/record.ts";
import type { Place, Removed } from "../target-kind.ts";
import { clearFilter } from "../vm/clear-filter.ts";
import { runningVm, toldFilter } from "../vm/observe-vm.ts";
import { hasBegun, isUnmet, throwIfFailed } from "./changes.ts";
import { restoreDomain } from "./domain-edit.ts";
import { argumentsPath, type FilesSeen, filterPath, onlyIfSameFiles } from "./domain-files.ts";
import { type DomainPlace, domainPlace, nameOfDomain, vmPlaceOf } from "./domain-place.ts";
import type { DomainSeen } from "./domain-seen.ts";
import { exchange, firstOperations, resumed } from "./exchange.ts";
import { seeDomain } from "./look-at-domain.ts";
import { canChangeRunning, observeDomain, ownPart } from "./observe-domain.ts";
import { isRedefined, onlyIfSameXml, redefineOperations } from "./redefine.ts";
import { isStill } from "./still-observed.ts";
import { type Disturbed, undisturbed } from "./undisturbed.ts";

/**
 * Takes a filter out of a domain, and gives it its former emulator back. The VM comes first: while it
 * cannot be cleared, the domain goes on saying whose filter it has. kvm-pmu-filter and the wrapper stay:
 * other domains may have them, and without a filter they do nothing.
 */
export function* removeDomain(
  target: Place,
  resource: string,
  over: Observation | undefined,
): Procedure<Removed> {
  const place = domainPlace(target.target, target.host);
  return yield* undisturbed(place, () => removeOnce(place, resource, over));
}

function* removeOnce(
  place: DomainPlace,
  resource: string,
  over: Observation | undefined,
): Procedure<Removed | Disturbed> {
  const { seen, uuid, files } = yield* seeDomain(place);
  const before = observeDomain(place, seen, files);
  if (over !== undefined && !isStill(before, over)) {
    return { before, removed: before.found === "nothing" };
  }
  if (uuid === undefined || files === undefined) {
    return yield* removeRunning(place, seen, before, over === undefined ? resource : undefined);
  }
  return yield* removeConfig({ place, seen, uuid, files, before, resource, over });
}

function* removeRunning(
  place: DomainPlace,
  seen: DomainSeen | undefined,
  before: Observation,
  owner: string | undefined,
): Procedure<Removed> {
  if (seen?.running !== true || before.found === "nothing") return { before, removed: true };
  const cleared = yield* clearFilter(vmPlaceOf(place), owner);
  return cleared.removed ? { before, removed: true } : cleared;
}

interface Removal {
  readonly place: DomainPlace;
  readonly seen: DomainSeen | undefined;
  readonly uuid: string;
  readonly files: FilesSeen;
  readonly before: Observation;
  readonly resource: string;
  readonly over: Observation | undefined;
}

function* removeConfig(removal: Removal): Procedure<Removed | Disturbed> {
  const { before } = removal;
  const own = isOwn(removal);
  const clearing = clearingProcedure(removal, own);
  if (clearing !== undefined && !(yield* clear(removal, clearing))) return { touched: false };
  if (!own) return { before, removed: before.found === "nothing" };
  if (clearing === undefined) return yield* restore(removal);
  const restored = yield* afterChange(restore(removal));
  return "touched" in restored ? { touched: true } : restored;
}

/** Whether what the domain is started with is the resource's, or may be taken away all the same. */
function isOwn({ seen, files, resource, over }: Removal): boolean {
  const owner = (seen && ownPart(seen.xml)?.resource) ?? files.record?.resource;
  return over !== undefined || owner === resource;
}

/**
 * What clears the running domain, if it has the filter from us: put in while it ran, whatever the XML
 * says since, or at its start.
 */
function clearingProcedure(
  { place, seen, resource, over }: Removal,
  own: boolean,
): Procedure<Removed> | undefined {
  if (seen?.running !== true || !canChangeRunning(seen.xml)) return undefined;
  const vm = runningVm(vmPlaceOf(place), seen.status);
  if (vm === undefined) return undefined;
  if (over !== undefined) return clearFilter(vmPlaceOf(place));
  const { evidence, owner } = toldFilter(vm);
  if (owner === resource) return clearFilter(vmPlaceOf(place), resource);
  if (!own || evidence === "apply") return undefined;
  const started = evidence === "exec" || (vm.qemuArguments?.objects.length ?? 0) > 0;
  return started ? clearFilter(vmPlaceOf(place)) : undefined;
}

/**
 * False if somebody else has changed the domain since it was looked at. What is another's filter by now
 * is left to it.
 *
 * @throws PmuFilterError if the VM cannot be cleared
 */
function* clear({ place, seen }: Removal, clearing: Procedure<Removed>): Procedure<boolean> {
  const groups = {
    same: seen?.persistent === true ? onlyIfSameXml(place, seen.text) : [],
    clear: firstOperations(clearing),
  };
  const answers = yield* exchange(groups);
  throwIfFailed(place.host, groups.same, answers.same);
  if (isUnmet(answers.same)) return false;
  yield* resumed(clearing, answers.clear);
  return true;
}

function* restore(removal: Removal): Procedure<Removed | Disturbed> {
  const { place, seen, uuid, files, resource, over } = removal;
  const recorded = files.record?.resource ?? resource;
  const othersFiles = over === undefined && recorded !== resource;
  const groups = {
    same: over === undefined ? [] : onlyIfSameFiles(uuid, files),
    define:
      seen?.persistent === true
        ? redefineOperations(place, seen.text, restoreDomain(seen.text))
        : [],
    files: othersFiles ? [] : removals(uuid),
  };
  const answers = yield* exchange(groups);
  const judging = judgeRestored(removal, groups, answers);
  const begun = hasBegun(
    [...groups.define, ...groups.files],
    [...answers.define, ...answers.files],
  );
  return yield* begun ? afterChange(judging) : judging;
}

type Restoring<T> = Readonly<Record<"same" | "define" | "files", readonly T[]>>;

// biome-ignore lint/correctness/useYield: it is a procedure so that afterChange takes it.
function* judgeRestored(
  removal: Removal,
  groups: Restoring<HostOperation>,
  answers: Restoring<HostAnswer>,
): Procedure<Removed | Disturbed> {
  const { place, before } = removal;
  throwIfFailed(place.host, groups.same, answers.same);
  if (isUnmet(answers.same)) return { touched: false };
  if (!isRedefined(place, groups.define, answers.define)) return { touched: false };
  throwIfFailed(place.host, groups.files, answers.files);
  return { before, removed: true, ...leftovers(removal) };
}

function removals(uuid: string): readonly HostOperation[] {
  const path = filterPath(uuid);
  return [argumentsPath(uuid), path, recordPath(path)].map((each) => ({
    op: "removeFile",
    path: each,
  }));
}

/** A domain that no kernel takes a filter from while it runs. */
function leftovers({ place, seen }: Removal): Pick<Removed, "warnings"> {
  if (seen?.running !== true || canChangeRunning(seen.xml)) return {};
  return {
    warnings: [`${nameOfDomain(place)} runs on with the filter that it was started with`],
  };
}
