import type { Observation } from "../observation.ts";
import { observeVm, runningVm } from "../vm/observe-vm.ts";
import type { FilesSeen } from "./domain-files.ts";
import { domainFingerprint } from "./domain-fingerprint.ts";
import { type DomainPlace, vmPlaceOf } from "./domain-place.ts";
import type { DomainSeen } from "./domain-seen.ts";
import type { DomainXml } from "./domain-xml.ts";
import { wrappedBy } from "./wrapper-path.ts";

/**
 * What a domain shows, as far as it is affected.
 *
 * @param seen - undefined: there is no such domain
 * @param files - undefined: they were not looked at, since the persistent domain is not affected
 * @throws PmuFilterError if it cannot be told which filter the running domain has
 */
export function observeDomain(
  place: DomainPlace,
  seen: DomainSeen | undefined,
  files: FilesSeen | undefined,
): Observation {
  if (seen === undefined) return { ...nothingBut(files), evidence: "no such domain" };
  if (!place.affected.config || files === undefined) return observeRunning(place, seen);
  const config = observeConfig(place, seen.xml, files);
  return config.found === "written" ? withRunning(place, seen, files, config) : config;
}

/** Whether a running domain can be given a filter: an arm64 kernel takes none for a VM that runs. */
export function canChangeRunning({ arch }: Pick<DomainXml, "arch">): boolean {
  return arch === "x86_64" || arch === "i686";
}

/** Whether a domain's part is its own, and not the one of a domain that it was cloned from. */
export function ownPart({ part, uuid }: DomainXml): DomainXml["part"] {
  return part?.domain === uuid ? part : undefined;
}

function nothingBut(files: FilesSeen | undefined) {
  return files?.record === undefined
    ? { found: "nothing" as const }
    : { found: "nothing" as const, recordOf: files.record.resource };
}

function observeConfig({ affected }: DomainPlace, xml: DomainXml, files: FilesSeen): Observation {
  const { record, struct, args } = files;
  const part = ownPart(xml);
  const former = wrappedBy(xml.emulator);
  const fingerprint = domainFingerprint({ struct, args, affected });
  const owner = part?.resource ?? (former === undefined ? undefined : record?.resource);
  if (owner !== undefined) {
    const whole =
      part !== undefined && part.emulator === former && record?.resource === part.resource;
    const found = whole && record?.fingerprint === fingerprint ? "written" : "edited";
    return { found, recordOf: owner, fingerprint, evidence: `started by ${xml.emulator}` };
  }
  if (files.there && record === undefined) {
    const evidence = "a filter for its UUID that nobody has a record of";
    return { found: "foreign", fingerprint, evidence };
  }
  return { ...nothingBut(files), evidence: `started by ${xml.emulator}, without a filter of ours` };
}

/** What is there for the next start, beside what runs. */
function withRunning(
  place: DomainPlace,
  { running, xml, ...seen }: DomainSeen,
  files: FilesSeen,
  config: Extract<Observation, { readonly found: "written" | "edited" }>,
): Observation {
  const { affected } = place;
  const missed = affected.live === "yes" || (affected.live === "if-running" && running);
  const filter = running ? runningFilter(place, { running, xml, ...seen }) : undefined;
  if (filter !== undefined && isSame(filter, files)) {
    return { ...config, evidence: `${config.evidence}, and runs with it` };
  }
  if (!(missed && canChangeRunning(xml))) {
    return running
      ? { ...config, pending: "restart", evidence: `${config.evidence}, and runs without it` }
      : { ...config, evidence: `${config.evidence}, and is off` };
  }
  const { struct, args } = files;
  const without = filter?.struct ?? "none";
  return {
    ...config,
    found: "edited",
    fingerprint: domainFingerprint({ struct, args, affected, running: without }),
    evidence: `${config.evidence}, and ${running ? "runs without it" : "is off"}`,
  };
}

/** The filter of the running domain alone. */
function observeRunning(place: DomainPlace, seen: DomainSeen): Observation {
  if (!seen.running) return { found: "nothing", evidence: "the domain is off" };
  const observed = observeVm(vmPlaceOf(place), seen.status);
  if (observed.found === "nothing" || observed.fingerprint === undefined) return observed;
  const { affected } = place;
  const struct = observed.fingerprint;
  return { ...observed, fingerprint: domainFingerprint({ struct, args: undefined, affected }) };
}

/** What a running domain has; undefined where no VM of it is seen. */
interface RunningFilter {
  readonly by: "apply" | "exec" | null;
  /** Of the filter that is surely set. */
  readonly struct: string | undefined;
  readonly objects: readonly string[];
  readonly accels: readonly string[];
}

function runningFilter(place: DomainPlace, { status }: DomainSeen): RunningFilter | undefined {
  const vm = runningVm(vmPlaceOf(place), status);
  if (vm === undefined) return undefined;
  const observed = observeVm(vmPlaceOf(place), status);
  const { objects, accels } = vm.qemuArguments ?? { objects: [], accels: [] };
  const struct =
    vm.state === "set" && observed.found !== "nothing" ? observed.fingerprint : undefined;
  return { by: vm.evidence, struct, objects, accels };
}

/** Whether it is the filter of the files, by evidence, or by QEMU's own arguments where there is none. */
function isSame(running: RunningFilter, { struct, args }: FilesSeen): boolean {
  if (running.by !== null) return struct !== undefined && running.struct === struct;
  const [, object, , accel] = args ?? [];
  if (object === undefined || accel === undefined) return false;
  const link = accel.slice(accel.indexOf(","));
  return running.objects.includes(object) && running.accels.some((value) => value.endsWith(link));
}
