import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import type { PropertyPath } from "../../../declared/property-path.ts";
import { type InputProblem, InputProblems } from "../input-problem.ts";
import { noFilterForm } from "../no-filter-form.ts";
import { type Place, placeAt } from "../place.ts";
import type { Source } from "../source.ts";

/** A YAML or JSON text, and where in it each value stands. */
export interface YamlDocument {
  readonly value: unknown;
  /** The place of a value, or of the nearest around it where there is none. */
  readonly placeOf: (path: PropertyPath) => Place;
  /** The place of a property's name. */
  readonly placeOfKey: (path: PropertyPath) => Place;
  /** The numbers in a value that begin with a 0 more, which YAML's versions read otherwise. */
  readonly leadingZeros: (path: PropertyPath) => readonly LeadingZero[];
}

/** A number such as 010: ten in YAML 1.2, eight in 1.1. */
export interface LeadingZero {
  readonly text: string;
  readonly place: Place;
}

/**
 * Reads YAML 1.2, of which JSON is a part, strictly: no key twice, no unknown tags, no second
 * document, and no aliases that unfold to more than anyone would write.
 *
 * @throws {InputProblems} INPUT_SYNTAX, all of them.
 * @throws {PmuFilterError} INPUT_UNKNOWN for a text that is not even meant as YAML.
 */
export function readYaml(source: Source): YamlDocument {
  const document = parsed(source);
  if (document.errors.some(isOverflow)) throw tooDeep(source);
  const problems = [...document.errors, ...document.warnings].map(
    ({ code, message, pos: [start, end] }): InputProblem => ({
      code: "INPUT_SYNTAX",
      ...(code === "MULTIPLE_DOCS" ? severalDocuments : { message: lowerFirst(message) }),
      place: placeAt(source, start, end),
    }),
  );
  if (problems.length > 0 && !begins.test(source.text)) throw noFilterForm();
  if (problems.length > 0) throw new InputProblems(problems);
  return {
    value: plainValue(document, source),
    placeOf: (path) => rangeText(source, nodeAt(document, path).value),
    placeOfKey: (path) => {
      const { key, value } = nodeAt(document, path);
      return rangeText(source, key ?? value);
    },
    leadingZeros: (path) => leadingZeros(source, document, nodeAt(document, path).value),
  };
}

/** How a filter in YAML or JSON begins: with a key, or a brace; text that does not is another. */
const begins =
  /^\ufeff?(?:[^\S\n]*(?:#.*|---.*|%.*)?\n)*[^\S\n]*(?:[{[&!*"'-]|[\w.-]+[ \t]*:(?:\s|$))/;

const severalDocuments = {
  message: "a second document begins here, and a filter is one document",
  hint: "Give each document in a file of its own.",
};

function parsed(source: Source): Document {
  try {
    return parseDocument(source.text, {
      lineCounter: new LineCounter(),
      prettyErrors: false,
      strict: true,
      stringKeys: true,
      uniqueKeys: true,
      version: "1.2",
    });
  } catch (error) {
    // What V8 throws when the stack is used up.
    if (!(error instanceof RangeError)) throw error;
    throw tooDeep(source);
  }
}

/** The parser tells some of what V8 throws as errors of the text. */
function isOverflow({ message }: Error): boolean {
  return /stack (?:overflow|size)/i.test(message);
}

function tooDeep(source: Source): InputProblems {
  const message = "it is nested too deeply";
  const hint = "A filter has lists and objects in three levels.";
  return new InputProblems([{ code: "INPUT_SYNTAX", message, hint, file: source.name }]);
}

function leadingZeros(
  source: Source,
  document: Document,
  value: Node | undefined,
): readonly LeadingZero[] {
  const found = new Map<Node, LeadingZero>();
  const look = (_: unknown, node: Node) => {
    const scalar = resolved(document, node);
    if (!isScalar(scalar) || scalar.type !== "PLAIN") return;
    const text = scalar.source ?? "";
    if (/^[-+]?0[0-9]+$/.test(text)) found.set(scalar, { text, place: rangeText(source, scalar) });
  };
  if (value !== undefined) visit(value, { Scalar: look, Alias: look });
  return [...found.values()];
}

function plainValue(document: Document, source: Source): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(source);
    if (!(error instanceof ReferenceError)) throw error;
    const problem = { code: "INPUT_SYNTAX", message: lowerFirst(error.message), file: source.name };
    throw new InputProblems([problem]);
  }
}

interface Found {
  readonly key?: Node | undefined;
  readonly value: Node | undefined;
}

/** The node at a path; where the path leads nowhere, the last one on the way. */
function nodeAt(document: Document, path: PropertyPath): Found {
  let found: Found = { value: document.contents ?? undefined };
  for (const step of path) {
    const next = child(resolved(document, found.value), step);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}

function resolved(document: Document, node: Node | undefined): Node | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}

function child(node: Node | undefined, step: string | number): Found | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined || isPair(item) ? undefined : { value: item as Node };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  if (pair === undefined) return undefined;
  const key = pair.key as Node;
  return { key, value: (pair.value as Node | null) ?? key };
}

function rangeText(source: Source, node: Node | undefined): Place {
  const [start, end] = node?.range ?? [0, 1];
  return placeAt(source, start, end);
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
