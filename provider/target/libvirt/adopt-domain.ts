import { affectedOf, type DeclaredLibvirt } from "../../declared/domain.ts";
import { decodeQemuArguments } from "../../encoding/qemu-arguments.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { adoptableFilter, notAdoptable } from "../adoptable-filter.ts";
import type { Procedure } from "../procedure.ts";
import type { Adoptable, Place } from "../target-kind.ts";
import { adoptableVm } from "../vm/adopt-vm.ts";
import type { FilesSeen } from "./domain-files.ts";
import { domainFingerprint } from "./domain-fingerprint.ts";
import { domainPlace, nameOfDomain, vmPlaceOf } from "./domain-place.ts";
import type { DomainSeen } from "./domain-seen.ts";
import { seeDomain } from "./look-at-domain.ts";
import { canChangeRunning, observeDomain, ownPart } from "./observe-domain.ts";
import { wrappedBy } from "./wrapper-path.ts";

/**
 * The filter that a domain is started with; without our wrapper the one that it runs with.
 *
 * @returns undefined if there is no such domain
 * @throws PmuFilterError IMPORT_UNREADABLE, and if it cannot be told what is there
 */
export function* adoptDomain(target: Place): Procedure<Adoptable | undefined> {
  const { seen, files } = yield* seeDomain(domainPlace(target.target, target.host));
  if (seen === undefined) return undefined;
  return files !== undefined && isPrepared(seen, files)
    ? adoptConfig(target, seen, files)
    : adoptRunning(target, seen);
}

/** Whether its next start is ours. The wrapper alone is also that of a clone, which has no filter. */
function isPrepared({ xml, persistent }: DomainSeen, files: FilesSeen): boolean {
  const wrapped = wrappedBy(xml.emulator) !== undefined;
  return persistent && (ownPart(xml) !== undefined || (wrapped && files.there));
}

function adoptConfig(target: Place, seen: DomainSeen, files: FilesSeen): Adoptable {
  const told = toldOf(target);
  if (files.filter === undefined) {
    throw notAdoptable(told, "it is to start with a filter, and there is none that can be read");
  }
  const arch = canChangeRunning(seen.xml) ? "x86" : "arm64";
  const filter = adoptableFilter(told, arch, files.filter);
  const qemuId = qemuIdOf(files);
  const declared = { ...target.target, libvirt: { ...libvirtOf(target), ...wayOf(files) } };
  return {
    observation: observeDomain(domainPlace(declared, target.host), seen, files),
    filter,
    ...(qemuId !== undefined && { qemuId }),
    target: declared,
  };
}

function adoptRunning(target: Place, seen: DomainSeen): Adoptable {
  const place = domainPlace(
    { ...target.target, libvirt: { ...libvirtOf(target), live: true } },
    target.host,
  );
  const adopted = seen.running ? adoptableVm(vmPlaceOf(place), seen.status) : undefined;
  if (adopted === undefined) {
    throw notAdoptable(toldOf(target), "it is off, and would start without a filter");
  }
  return {
    observation: observeDomain(place, seen, undefined),
    filter: adopted.filter,
    target: { ...target.target, libvirt: { ...libvirtOf(target), live: true } },
  };
}

type Way = Pick<DeclaredLibvirt, "live" | "config">;

const ways: readonly Way[] = [{}, { config: true }, { config: true, live: true }];

/** How the domain was declared when its files were written; by the record, which has it in its fingerprint. */
function wayOf({ struct, args, record }: FilesSeen): Way {
  const way = ways.find((each) => {
    const affected = affectedOf(each);
    return domainFingerprint({ struct, args, affected }) === record?.fingerprint;
  });
  return way ?? {};
}

function qemuIdOf({ args }: FilesSeen): string | undefined {
  if (args === undefined) return undefined;
  try {
    return decodeQemuArguments(args).id;
  } catch (error) {
    // They are written anew from the filter; as they are not, the domain shows that they were edited.
    if (error instanceof PmuFilterError) return undefined;
    throw error;
  }
}

function toldOf({ target, host }: Place) {
  return {
    where: nameOfDomain(domainPlace(target, host)),
    hint: "Declare the filter that it should have, and run pulumi up.",
  };
}

function libvirtOf({ target: { libvirt } }: Place): DeclaredLibvirt {
  if (libvirt === undefined) throw new TypeError("the target is no libvirt domain");
  return libvirt;
}
