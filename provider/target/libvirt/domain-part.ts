import { childOf, childrenOf, type XmlElement } from "./xml-element.ts";
import { escapeXml } from "./xml-escape.ts";

/** The namespace of our part of a domain's `<metadata>`. */
export const partNamespace = "urn:pulumi-pmufilter:libvirt:1";

/** What a domain's metadata says about its filter. */
export interface DomainPart {
  /** The id of the resource that put it there. */
  readonly resource: string;
  /** The domain's UUID: a clone has the part of the domain that it was made from. */
  readonly domain: string;
  /** The emulator that the wrapper took the place of. */
  readonly emulator: string;
}

/** What the domain's `<metadata>` was before our part came into it: not there, or an empty tag. */
export type FormerMetadata = "absent" | "empty";

/** Our part where it stands in a domain's XML. */
export interface PlacedPart {
  readonly part: DomainPart;
  readonly formerMetadata: FormerMetadata | undefined;
  readonly element: XmlElement;
  readonly metadata: XmlElement;
}

/** Our part of a domain's metadata; undefined if there is none, or half of one. */
export function partOf(domain: XmlElement): PlacedPart | undefined {
  const metadata = childOf(domain, "metadata");
  const element = childrenOf(metadata, "filter", partNamespace)[0];
  const [resource, uuid, emulator, former] = ["resource", "domain", "emulator", "metadata"].map(
    (name) => element?.attributes.get(name),
  );
  if (metadata === undefined || element === undefined) return undefined;
  return {
    part: { resource: resource ?? "", domain: uuid ?? "", emulator: emulator ?? "" },
    formerMetadata: former === "absent" || former === "empty" ? former : undefined,
    element,
    metadata,
  };
}

/** Our part as a tag. */
export function renderPart(part: DomainPart, former: FormerMetadata | undefined): string {
  const attributes = Object.entries({
    "xmlns:pmufilter": partNamespace,
    resource: part.resource,
    domain: part.domain,
    emulator: part.emulator,
    ...(former === undefined ? {} : { metadata: former }),
  }).map(([name, value]) => `${name}="${escapeXml(value)}"`);
  return `<pmufilter:filter ${attributes.join(" ")}/>`;
}
