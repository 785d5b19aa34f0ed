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
} from "yaml";
import type { PropertyPath } from "../../../declared/property-path.ts";
import { type InputProblem, InputProblems } from "../input-problem.ts";
import { type Place, placeAt } from "../place.ts";
import type { Source } from "../source.ts";

/** A YAML or JSON text, and where in it each value stands. */
export interface YamlDocument {
  readonly value: unknown;
  /** The place of a value, or of the nearest around it where there is none. */
  readonly placeOf: (path: PropertyPath) => Place;
  /** The place of a property's name. */
  readonly placeOfKey: (path: PropertyPath) => Place;
}

/**
 * Reads YAML 1.2, of which JSON is a part, strictly: no key twice, no unknown tags, no second
 * document, and no aliases that unfold to more than anyone would write.
 *
 * @throws {InputProblems} INPUT_SYNTAX, all of them.
 */
export function readYaml(source: Source): YamlDocument {
  const document = parseDocument(source.text, {
    lineCounter: new LineCounter(),
    prettyErrors: false,
    strict: true,
    stringKeys: true,
    uniqueKeys: true,
    version: "1.2",
  });
  const problems = [...document.errors, ...document.warnings].map(
    ({ message, pos: [start, end] }): InputProblem => ({
      code: "INPUT_SYNTAX",
      message: lowerFirst(message),
      place: placeAt(source, start, end),
    }),
  );
  if (problems.length > 0) throw new InputProblems(problems);
  return {
    value: plainValue(document, source),
    placeOf: (path) => rangeText(source, nodeAt(document, path).value),
    placeOfKey: (path) => {
      const { key, value } = nodeAt(document, path);
      return rangeText(source, key ?? value);
    },
  };
}

function plainValue(document: Document, source: Source): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
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
