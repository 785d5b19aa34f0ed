import { type DomainPart, partOf } from "./domain-part.ts";
import { childOf, childrenOf, parseXml, type XmlElement } from "./xml-element.ts";

/** What a domain's XML says, as far as it matters here. */
export interface DomainXml {
  readonly name: string;
  readonly uuid: string;
  /** `kvm`, or what does without it. */
  readonly type: string;
  /** As in libvirt's `<type arch=...>`: `x86_64`, `aarch64`. */
  readonly arch: string;
  /** The path in `<emulator>`; empty if there is none. */
  readonly emulator: string;
  /** Whose filter the domain has, as its metadata says. */
  readonly part: DomainPart | undefined;
  readonly labels: readonly SecurityLabel[];
  /** What `<qemu:commandline>` appends to QEMU's command line. */
  readonly appended: readonly string[];
}

/** A `<seclabel>` of a domain. */
export interface SecurityLabel {
  /** `none`: the domain is not confined. */
  readonly type: string;
  /** The security driver; undefined: the host's first one. */
  readonly model: string | undefined;
}

const qemuNamespace = "http://libvirt.org/schemas/domain/qemu/1.0";

/**
 * Reads a domain's XML as `virsh dumpxml` prints it.
 *
 * @throws Error if it is no XML
 */
export function readDomainXml(xml: string): DomainXml {
  const domain = parseXml(xml);
  const commandLine = childrenOf(domain, "commandline", qemuNamespace)[0];
  return {
    name: childOf(domain, "name")?.text ?? "",
    uuid: childOf(domain, "uuid")?.text.toLowerCase() ?? "",
    type: domain.attributes.get("type") ?? "",
    arch: childOf(childOf(domain, "os"), "type")?.attributes.get("arch") ?? "",
    emulator: emulatorElement(domain)?.text ?? "",
    part: partOf(domain)?.part,
    labels: childrenOf(domain, "seclabel").map(({ attributes }) => ({
      type: attributes.get("type") ?? "dynamic",
      model: attributes.get("model"),
    })),
    appended: childrenOf(commandLine, "arg", qemuNamespace).map(
      ({ attributes }) => attributes.get("value") ?? "",
    ),
  };
}

/** A domain's `<emulator>`. */
export function emulatorElement(domain: XmlElement): XmlElement | undefined {
  return childOf(childOf(domain, "devices"), "emulator");
}
