import { uuidForm } from "../../declared/domain.ts";
import type { Observation } from "../observation.ts";
import type { Procedure } from "../procedure.ts";
import { type FilesSeen, fileOperations, readFiles } from "./domain-files.ts";
import type { DomainPlace } from "./domain-place.ts";
import { type DomainSeen, domainOperations, readDomain } from "./domain-seen.ts";
import { exchange } from "./exchange.ts";
import { observeDomain } from "./observe-domain.ts";

/**
 * What a domain shows.
 *
 * @throws PmuFilterError as {@link seeDomain}
 */
export function* lookAtDomain(place: DomainPlace): Procedure<Observation> {
  const { seen, files } = yield* seeDomain(place);
  return observeDomain(place, seen, files);
}

/** A domain and its files. */
export interface DomainAndFiles {
  /** Undefined: there is no such domain. */
  readonly seen: DomainSeen | undefined;
  /** Undefined where it cannot be known: no domain tells the UUID of this name. */
  readonly uuid: string | undefined;
  /** Undefined if the persistent domain is not affected, or its UUID is not known. */
  readonly files: FilesSeen | undefined;
}

/**
 * Looks at a domain and its files. One exchange, or two where the files are wanted and only the
 * domain's name is known: they are named by its UUID.
 *
 * @throws PmuFilterError if libvirt does not tell, or a file cannot be read
 */
export function* seeDomain(place: DomainPlace): Procedure<DomainAndFiles> {
  const { config } = place.affected;
  const known = uuidForm.test(place.domain) ? place.domain : undefined;
  const answers = yield* exchange({
    files: config && known !== undefined ? fileOperations(known) : [],
    domain: domainOperations(place),
  });
  const seen = yield* readDomain(place, answers.domain);
  const uuid = known ?? seen?.uuid;
  if (!config || uuid === undefined) return { seen, uuid, files: undefined };
  const read = known === undefined ? yield fileOperations(uuid) : answers.files;
  return { seen, uuid, files: readFiles(uuid, place.host, read) };
}
