import { SaxesParser } from "saxes";

/** An element of an XML text, and where it stands there. Offsets are those of JavaScript's strings. */
export interface XmlElement {
  readonly name: string;
  /** The namespace's URI; empty for none. */
  readonly namespace: string;
  /** Values by name, of the attributes without a prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, decoded, without that of its children. */
  readonly text: string;
  /** Where its first `<` is. */
  readonly start: number;
  /** Where its content begins: behind the first `>`. */
  readonly contentStart: number;
  /** Where its content ends: at the `<` of its end tag; with an empty tag where the element ends. */
  readonly contentEnd: number;
  /** Behind its last `>`. */
  readonly end: number;
}

/**
 * Reads an XML text into its root element. The elements say where they stand, so that one can be changed
 * by splicing the text, and nothing else is written anew.
 *
 * @throws Error if the text is no well-formed XML with namespaces
 */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: Growing[] = [];
  let root: XmlElement | undefined;
  parser.on("opentag", ({ local, uri, attributes }) => {
    open.push({
      name: local,
      namespace: uri,
      attributes: plainAttributes(Object.values(attributes)),
      children: [],
      text: "",
      // A tag has no other `<`: in values of attributes it is `&lt;`.
      start: text.lastIndexOf("<", parser.position - 1),
      contentStart: parser.position,
    });
  });
  const append = (more: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += more;
  };
  parser.on("text", append);
  parser.on("cdata", append);
  parser.on("closetag", ({ isSelfClosing }) => {
    const element = open.pop();
    if (element === undefined) return;
    const end = parser.position;
    const contentEnd = isSelfClosing ? end : text.lastIndexOf("<", end - 1);
    const whole: XmlElement = { ...element, contentEnd, end };
    const parent = open.at(-1);
    if (parent === undefined) root = whole;
    else parent.children.push(whole);
  });
  parser.write(text).close();
  if (root === undefined) throw new Error("there is no element");
  return root;
}

/** The first child with this name, without a namespace. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return childrenOf(element, name)[0];
}

/** The children with this name, in the namespace, or without one. */
export function childrenOf(
  element: XmlElement | undefined,
  name: string,
  namespace = "",
): readonly XmlElement[] {
  return (element?.children ?? []).filter(
    (child) => child.name === name && child.namespace === namespace,
  );
}

/** An element whose end has not been seen yet. */
interface Growing extends Omit<XmlElement, "children" | "text" | "contentEnd" | "end"> {
  readonly children: XmlElement[];
  text: string;
}

function plainAttributes(
  all: readonly { readonly prefix: string; readonly local: string; readonly value: string }[],
): ReadonlyMap<string, string> {
  return new Map(
    all.filter(({ prefix }) => prefix === "").map(({ local, value }) => [local, value]),
  );
}
