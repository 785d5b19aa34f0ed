import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { restoreDomain, wrapDomain } from "../../../provider/target/libvirt/domain-edit.ts";
import { partOf } from "../../../provider/target/libvirt/domain-part.ts";
import { readDomainXml } from "../../../provider/target/libvirt/domain-xml.ts";
import { parseXml, type XmlElement } from "../../../provider/target/libvirt/xml-element.ts";
import { escapeXml } from "../../../provider/target/libvirt/xml-escape.ts";
import { domainText, emulator, part, resource, wrapper } from "./domains.ts";

const libosinfo = `
  <metadata>
    <libosinfo:libosinfo xmlns:libosinfo="http://libosinfo.org/xmlns/libvirt/domain/1.0">
      <libosinfo:os id="http://microsoft.com/win/11"/>
    </libosinfo:libosinfo>
  </metadata>`;

const windows = `  <features>
    <hyperv mode='custom'>
      <relaxed state='on'/>
      <vendor_id state='on' value='whatever &amp; more'/>
    </hyperv>
    <kvm><hidden state='on'/></kvm>
  </features>
${Array.from({ length: 400 }, (_, index) => `  <hostdev managed='yes' n="${index}"/>\n`).join("")}`;

const sev = `  <launchSecurity type='sev'>
    <cbitpos>47</cbitpos>
    <dhCert>AQAAAAAOAAAA==</dhCert>
  </launchSecurity>
`;

const texts = {
  "no metadata": domainText(),
  "an empty tag for metadata": domainText({ metadata: "\n  <metadata/>" }),
  "an empty tag with a space": domainText({ metadata: "\n  <metadata />" }),
  "empty metadata": domainText({ metadata: "\n  <metadata></metadata>" }),
  "metadata that is a line end": domainText({ metadata: "\n  <metadata>\n  </metadata>" }),
  "another one's metadata": domainText({ metadata: libosinfo }),
  "a comment in metadata": domainText({ metadata: "<metadata><!-- <emulator> --></metadata>" }),
  "CDATA that looks like ours": domainText({
    metadata: "<metadata><x:y xmlns:x='urn:x'><![CDATA[<filter/><metadata>]]></x:y></metadata>",
  }),
  "our prefix for another namespace": domainText({
    metadata: "<metadata><pmufilter:filter xmlns:pmufilter='urn:x' resource='1'/></metadata>",
  }),
  "a Windows guest": domainText({ metadata: libosinfo, more: windows }),
  SEV: domainText({ more: sev }),
  "an appended command line": domainText({
    more: "  <qemu:commandline>\n    <qemu:arg value='-name'/>\n  </qemu:commandline>\n",
  }),
  "an emulator of a second kind": domainText({
    more: "  <x:devices xmlns:x='urn:x'><emulator>/no</emulator></x:devices>\n",
  }),
  "an emulator with a character reference": domainText({ path: "/opt/R&amp;D/qemu" }),
  "other line ends": domainText({ metadata: libosinfo }).replaceAll("\n", "\r\n"),
  "a declaration and a comment before it": `<?xml version='1.0'?>\n<!-- <domain> -->\n${domainText()}`,
  "characters outside of the BMP": domainText({ more: "  <title>😀 ü</title>\n" }),
};

for (const [what, text] of Object.entries(texts)) {
  test(`a domain with ${what} is as before once it has been edited and restored`, (t) => {
    const former = readDomainXml(text).emulator;
    const edited = wrapDomain(text, { ...part, emulator: former });
    t.is(restoreDomain(edited), text);
    const read = readDomainXml(edited);
    t.like(read, { emulator: `/var/lib/kvm-pmu-filter/emulator${former}` });
    t.deepEqual(read.part, { ...part, emulator: former });
    t.deepEqual(rest(parseXml(edited)), rest(parseXml(text)));
  });
}

test("the edited text differs in the emulator and our part alone", (t) => {
  const text = domainText({ metadata: libosinfo, more: windows });
  const edited = wrapDomain(text, part);
  const ours = /\n {4}<pmufilter:filter [^>]*\/>/.exec(edited)?.[0] ?? "";
  t.is(edited.replace(ours, "").replace(wrapper, emulator), text);
});

test("a second edit replaces our part, and one that says the same changes nothing", (t) => {
  const once = wrapDomain(domainText(), part);
  t.is(wrapDomain(once, part), once);
  const other = wrapDomain(once, { ...part, resource: "other" });
  t.is(other, once.replace(resource, "other"));
  t.is(restoreDomain(other), domainText());
});

test("libvirt's own layout of metadata is restored, too", (t) => {
  const edited = wrapDomain(domainText({ metadata: libosinfo }), part);
  const element = partOf(parseXml(edited))?.element;
  const tag = edited.slice(element?.start, element?.end);
  const after = "</libosinfo:libosinfo>";
  const moved = edited.replace(`\n    ${tag}`, "").replace(after, `${after}\n    ${tag}`);
  t.not(moved, edited);
  t.is(restoreDomain(moved), domainText({ metadata: libosinfo }));
});

test("metadata that somebody else has put beside ours stays", (t) => {
  const edited = wrapDomain(domainText(), part).replace(
    "</metadata>",
    "<x:y xmlns:x='urn:x'/></metadata>",
  );
  t.regex(restoreDomain(edited), /<metadata>\s*<x:y xmlns:x='urn:x'\/><\/metadata>/);
});

test("an emulator that somebody else has set stays", (t) => {
  const edited = wrapDomain(domainText(), part).replace(wrapper, "/opt/qemu");
  t.is(restoreDomain(edited), domainText({ path: "/opt/qemu" }));
});

test("a domain without an emulator is not edited", (t) => {
  t.throws(() => wrapDomain("<domain><devices/></domain>", part));
});

test("what is no XML is not edited", (t) => {
  t.throws(() => wrapDomain("<domain><devices></domain>", part));
});

const text = fc.string({ unit: fc.constantFrom("a", " ", "\n", "&amp;", "&lt;", "ü", "😀", ">") });
const node: fc.Arbitrary<string> = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    text,
    text.map((each) => `<!-- ${each} -->`),
    text.map((each) => `<![CDATA[<${each}>]]>`),
    fc
      .tuple(
        fc.constantFrom("disk", "emulator", "metadata", "q:arg", "devices"),
        fc.constantFrom("'", '"'),
        text.map((each) => each.replaceAll("\n", " ")),
        fc.array(tie("node") as fc.Arbitrary<string>, { maxLength: 3 }),
      )
      .map(([name, quote, value, children]) =>
        children.length === 0
          ? `<${name} a=${quote}${value}${quote}/>`
          : `<${name}\n a = ${quote}${value}${quote}>${children.join("")}</${name} >`,
      ),
  ),
})).node as fc.Arbitrary<string>;
const nodes = fc.array(node, { maxLength: 4 }).map((each) => each.join(""));
const path = fc
  .string({ unit: fc.constantFrom("a", "/", " ", "&", "<", ">", "'", '"', "ü", "."), minLength: 1 })
  .map((each) => `/${each}`);

testProp(
  "edited and restored is the same, and what else there is reads the same",
  [nodes, fc.option(nodes), nodes, path, nodes],
  (t, before, metadata, devices, former, after) => {
    const written = metadata === null ? "" : `<metadata >${metadata}</metadata>`;
    const domain = `<domain xmlns:q="urn:q">${before.replaceAll("devices", "other").replaceAll("metadata", "other")}<name>n</name>${written}<devices><emulator>${escapeXml(former)}</emulator>${devices}</devices>${after}</domain>`;
    const edited = wrapDomain(domain, { ...part, emulator: former });
    t.is(restoreDomain(edited), domain);
    t.deepEqual(rest(parseXml(edited)), rest(parseXml(domain)));
    t.deepEqual(readDomainXml(edited).part, { ...part, emulator: former });
  },
);

/** All that a parser sees, without our part and without what is edited. */
function rest(root: XmlElement): unknown {
  const ours = partOf(root);
  const drop = ours === undefined ? undefined : ours.element;
  const empty = ours?.formerMetadata === "absent" ? ours.metadata : undefined;
  const firstEmulator = root.children
    .find(({ name, namespace }) => name === "devices" && namespace === "")
    ?.children.find(({ name, namespace }) => name === "emulator" && namespace === "");
  const see = (element: XmlElement): unknown => ({
    name: element.name,
    namespace: element.namespace,
    attributes: [...element.attributes],
    text: element === firstEmulator ? "" : element.text.replaceAll(/\s+/g, ""),
    children: element.children.filter((child) => child !== drop && child !== empty).map(see),
  });
  return see(root);
}
