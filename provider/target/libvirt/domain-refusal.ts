import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { type DomainPlace, nameOfDomain } from "./domain-place.ts";
import type { DomainSeen } from "./domain-seen.ts";
import { canChangeRunning } from "./observe-domain.ts";
import { canBeWrapped, wrappedBy } from "./wrapper-path.ts";

/**
 * The domain, if it can get the filter as it is declared.
 *
 * @throws PmuFilterError DOMAIN_MISSING, DOMAIN_OFF, DOMAIN_TRANSIENT, DOMAIN_CONFLICT
 */
export function fitDomain(place: DomainPlace, seen: DomainSeen | undefined): DomainSeen {
  const name = nameOfDomain(place);
  const { live, config } = place.affected;
  if (seen === undefined) {
    throw new PmuFilterError("DOMAIN_MISSING", `${name} is not defined`, {
      hint: `virsh --connect ${place.uri} list --all shows which ones are.`,
    });
  }
  if (seen.xml.type !== "kvm") {
    throw conflict(
      `${name} runs without KVM (its type is ${seen.xml.type})`,
      'Make it type="kvm".',
    );
  }
  if (live === "yes") requireRunning(name, seen);
  if (config) requireConfig(name, seen);
  return seen;
}

/** The emulator of a domain without us. */
export function formerEmulator({ xml: { emulator } }: Pick<DomainSeen, "xml">): string {
  return wrappedBy(emulator) ?? emulator;
}

function requireRunning(name: string, { running, xml }: DomainSeen): void {
  if (!running) {
    throw new PmuFilterError("DOMAIN_OFF", `${name} is off, and live is true`, {
      hint: "Start it, or leave live out: the filter then goes into the domain whenever it runs.",
    });
  }
  if (!canChangeRunning(xml)) {
    throw conflict(
      `${name} cannot be given a filter while it runs (${xml.arch})`,
      "Set config instead of live.",
    );
  }
}

function requireConfig(name: string, seen: DomainSeen): void {
  if (!seen.persistent) {
    throw new PmuFilterError(
      "DOMAIN_TRANSIENT",
      `${name} is transient: there is nothing of it that could be started with the filter`,
      { hint: "Set live: true alone, or define the domain." },
    );
  }
  const emulator = formerEmulator(seen);
  if (!canBeWrapped(emulator)) {
    throw conflict(
      `${name} has an <emulator> that is no absolute, plain path: ${JSON.stringify(emulator)}`,
      "Write its whole path, with virsh edit.",
    );
  }
  if (seen.xml.appended.some((value) => /\bpmu-filter\b/.test(value))) {
    throw conflict(
      `${name} brings a PMU filter of its own in <qemu:commandline>`,
      "Take it out, with virsh edit.",
    );
  }
}

function conflict(message: string, hint: string): PmuFilterError {
  return new PmuFilterError("DOMAIN_CONFLICT", message, { hint });
}
