import {
  type DomainPart,
  type FormerMetadata,
  type PlacedPart,
  partOf,
  renderPart,
} from "./domain-part.ts";
import { emulatorElement } from "./domain-xml.ts";
import { wrappedBy, wrapperPath } from "./wrapper-path.ts";
import { childOf, parseXml, type XmlElement } from "./xml-element.ts";
import { escapeXml } from "./xml-escape.ts";

/**
 * A domain's XML with the wrapper of the part's emulator as `<emulator>`, and the part in its
 * metadata. Everything else stays as it is, byte for byte; {@link restoreDomain} takes both back.
 *
 * @throws Error if it is no XML, or has no `<emulator>`
 */
export function wrapDomain(xml: string, part: DomainPart): string {
  const domain = parseXml(xml);
  const emulator = emulatorElement(domain);
  if (emulator === undefined) throw new Error("there is no <emulator>");
  return splice(xml, [
    contentEdit(emulator, wrapperPath(part.emulator)),
    partEdit(xml, domain, part),
  ]);
}

/** The XML without our part, and with the former emulator if `<emulator>` still is a wrapper. */
export function restoreDomain(xml: string): string {
  const domain = parseXml(xml);
  const placed = partOf(domain);
  const emulator = emulatorElement(domain);
  const edits: Edit[] = [];
  const wrapped = emulator && wrappedBy(emulator.text);
  if (emulator !== undefined && wrapped !== undefined) edits.push(contentEdit(emulator, wrapped));
  if (placed !== undefined) edits.push(removalOf(xml, placed));
  return splice(xml, edits);
}

/** What takes the place of a part of the text. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function contentEdit({ contentStart, contentEnd }: XmlElement, text: string): Edit {
  return { start: contentStart, end: contentEnd, text: escapeXml(text) };
}

function partEdit(xml: string, domain: XmlElement, part: DomainPart): Edit {
  const placed = partOf(domain);
  if (placed !== undefined) {
    const { start, end } = placed.element;
    return { start, end, text: renderPart(part, placed.formerMetadata) };
  }
  const metadata = childOf(domain, "metadata");
  const text = (former?: FormerMetadata) => `\n    ${renderPart(part, former)}`;
  if (metadata === undefined) {
    const at = placeForMetadata(domain);
    return insertion(at, `\n  <metadata>${text("absent")}\n  </metadata>`);
  }
  if (isEmptyTag(xml, metadata)) {
    // The tag as it is, with whatever it has before its slash.
    const slash = metadata.end - "/>".length;
    return { start: slash, end: metadata.end, text: `>${text("empty")}\n  </metadata>` };
  }
  return insertion(metadata.contentStart, text());
}

function placeForMetadata(domain: XmlElement): number {
  return (childOf(domain, "uuid") ?? childOf(domain, "name"))?.end ?? domain.contentStart;
}

function isEmptyTag(xml: string, element: XmlElement): boolean {
  return (
    xml.slice(element.start, element.end).endsWith("/>") && element.contentStart === element.end
  );
}

function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

/** Takes our part out, and the metadata as well if it came with it and nothing else is there now. */
function removalOf(xml: string, { element, metadata, formerMetadata }: PlacedPart): Edit {
  const others =
    xml.slice(metadata.contentStart, element.start) + xml.slice(element.end, metadata.contentEnd);
  if (formerMetadata === undefined || /[^ \t\r\n]/.test(others))
    return withSpaceBefore(xml, element);
  if (formerMetadata === "absent") return withSpaceBefore(xml, metadata);
  return { start: metadata.contentStart - ">".length, end: metadata.end, text: "/>" };
}

function withSpaceBefore(xml: string, { start, end }: XmlElement): Edit {
  const space = /[ \t\r\n]*$/.exec(xml.slice(0, start))?.[0] ?? "";
  return { start: start - space.length, end, text: "" };
}

function splice(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((one, other) => other.start - one.start)
    .reduce(
      (all, { start, end, text: piece }) => all.slice(0, start) + piece + all.slice(end),
      text,
    );
}
