import {
  type Affected,
  affectedOf,
  type DeclaredLibvirt,
  defaultUri,
} from "../../declared/domain.ts";
import type { DeclaredTarget } from "../../declared/target.ts";
import type { VmPlace } from "../vm/vm-place.ts";

/** A domain on its host, and what of it gets the filter. */
export interface DomainPlace {
  readonly domain: string;
  readonly uri: string;
  readonly affected: Affected;
  /** The host's name in messages. */
  readonly host: string;
}

/** The domain of a target. */
export function domainPlace(target: DeclaredTarget, host: string): DomainPlace {
  const declared = declaredOf(target);
  const { domain, uri = defaultUri } = declared;
  return { domain, uri, affected: affectedOf(declared), host };
}

/** A domain in words: `the domain web1`. */
export function describeDomain(target: DeclaredTarget): string {
  const { domain, uri = defaultUri } = declaredOf(target);
  return `the domain ${domain}${uri === defaultUri ? "" : ` (${uri})`}`;
}

/** A domain and its host in words: `the domain web1 on kvm1.example`. */
export function nameOfDomain({ domain, host }: Pick<DomainPlace, "domain" | "host">): string {
  return `the domain ${domain} on ${host}`;
}

/** The domain as a VM that runs. */
export function vmPlaceOf({ domain, uri, host }: DomainPlace): VmPlace {
  return { vm: { domain, uri }, host };
}

function declaredOf({ libvirt }: DeclaredTarget): DeclaredLibvirt {
  if (libvirt === undefined) throw new TypeError("the target is no libvirt domain");
  return libvirt;
}
