import type { HostAnswer, HostOperation } from "../host-operation.ts";
import { ranOrThrow } from "../vm/helper-answer.ts";
import { isUnmet, throwIfFailed } from "./changes.ts";
import { type DomainPlace, nameOfDomain } from "./domain-place.ts";
import { defineXml, dumpXml, virshFailed } from "./virsh.ts";

/** Goes on if the persistent domain's XML still is the one that was looked at. */
export function onlyIfSameXml(place: DomainPlace, text: string): readonly HostOperation[] {
  return [dumpXml(place), { op: "onlyIfOutput", text }];
}

/** Defines a domain anew if its XML still is the former one; nothing where that is the new one. */
export function redefineOperations(
  place: DomainPlace,
  former: string,
  xml: string,
): readonly HostOperation[] {
  if (xml === former) return [];
  return [...onlyIfSameXml(place, former), defineXml(place, xml), { op: "onlyIfOutput" }];
}

/**
 * Whether nobody else had changed the domain before it was to be defined anew.
 *
 * @param answers - those to {@link redefineOperations}
 * @throws PmuFilterError if libvirt has not taken the domain
 */
export function isRedefined(
  place: DomainPlace,
  operations: readonly HostOperation[],
  answers: readonly HostAnswer[],
): boolean {
  const defined = answers[2];
  if (defined === undefined) return true;
  throwIfFailed(place.host, operations, answers);
  if (isUnmet(answers.slice(0, 2))) return false;
  const ran = ranOrThrow(defined, "virsh", place.host);
  if (ran.exitCode !== 0) throw virshFailed(`libvirt refuses ${nameOfDomain(place)}`, place, ran);
  return true;
}
