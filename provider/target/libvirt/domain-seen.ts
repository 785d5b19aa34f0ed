import { uuidForm } from "../../declared/domain.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { HostAnswer, HostOperation } from "../host-operation.ts";
import type { Procedure } from "../procedure.ts";
import { type HelperAnswer, ranOrThrow, readRun } from "../vm/helper-answer.ts";
import { type StatusReport, statusReport } from "../vm/helper-report.ts";
import { vmOperations } from "../vm/vm-operations.ts";
import { type DomainPlace, nameOfDomain } from "./domain-place.ts";
import { type DomainXml, readDomainXml } from "./domain-xml.ts";
import { dumpXml, virshFailed, virshRun } from "./virsh.ts";

/** What libvirt and kvm-pmu-filter say of a domain that there is. */
export interface DomainSeen {
  /** As virsh prints it. */
  readonly text: string;
  readonly xml: DomainXml;
  readonly uuid: string;
  /** Paused, too. */
  readonly running: boolean;
  readonly persistent: boolean;
  readonly status: HelperAnswer<StatusReport>;
}

/** Asks for everything about a domain but its files. */
export function domainOperations(place: DomainPlace): readonly HostOperation[] {
  const { domain, uri } = place;
  return [
    virshRun(uri, "list", "--uuid"),
    virshRun(uri, "list", "--all", "--persistent", "--uuid"),
    dumpXml(place),
    ...vmOperations({ domain, uri }, { command: "status", readOnly: true }),
  ];
}

/**
 * What the answers to {@link domainOperations} say; undefined if there is no such domain, which takes
 * one more exchange to tell.
 *
 * @throws PmuFilterError LIBVIRT_FAILED if libvirt does not tell
 */
export function* readDomain(
  place: DomainPlace,
  answers: readonly HostAnswer[],
): Procedure<DomainSeen | undefined> {
  const [active, persistent, dump, found] = [0, 1, 2, 3].map((index) =>
    ranOrThrow(answers[index], "virsh", place.host),
  ) as [Ran, Ran, Ran, Ran];
  for (const list of [active, persistent]) throwIfSilent(place, list);
  // By its UUID, kvm-pmu-filter finds a domain itself: there is no virsh domuuid before it.
  const isUuid = uuidForm.test(place.domain);
  const failed = (isUuid ? [dump] : [found, dump]).find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) {
    if (yield* isMissing(place)) return undefined;
    throw virshFailed(`libvirt does not show ${nameOfDomain(place)}`, place, failed);
  }
  const uuid = isUuid ? place.domain : (linesOf(found)[0] ?? "");
  const status = ranOrThrow(answers.at(-1), "kvm-pmu-filter", place.host);
  return {
    text: dump.stdout,
    xml: readXml(place, dump.stdout),
    uuid,
    running: linesOf(active).includes(uuid),
    persistent: linesOf(persistent).includes(uuid),
    status: readRun(status, statusReport, place.host),
  };
}

function* isMissing(place: DomainPlace): Procedure<boolean> {
  const { domain, uri, host } = place;
  const form = uuidForm.test(domain) ? "--uuid" : "--name";
  const [answer] = yield [virshRun(uri, "list", "--all", form)];
  const all = ranOrThrow(answer, "virsh", host);
  throwIfSilent(place, all);
  return !linesOf(all).includes(domain);
}

/** @throws PmuFilterError if libvirt does not even list its domains */
function throwIfSilent(place: DomainPlace, list: Ran): void {
  if (list.exitCode === 0) return;
  throw virshFailed(`libvirt at ${place.uri} on ${place.host} does not answer`, place, list);
}

type Ran = ReturnType<typeof ranOrThrow>;

function linesOf({ stdout }: Ran): readonly string[] {
  return stdout
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function readXml(place: DomainPlace, text: string): DomainXml {
  try {
    return readDomainXml(text);
  } catch (cause) {
    throw new PmuFilterError(
      "LIBVIRT_FAILED",
      `libvirt's XML of ${nameOfDomain(place)} cannot be read (${(cause as Error).message})`,
      { hint: "virsh dumpxml on the host shows it; report it if it is well-formed.", cause },
    );
  }
}
