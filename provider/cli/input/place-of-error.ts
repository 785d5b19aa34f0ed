import type { PropertyPath } from "../../declared/property-path.ts";
import type { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { readYaml } from "./declared/yaml-document.ts";
import type { InputForm } from "./input-form.ts";
import { InputProblems } from "./input-problem.ts";
import { type Place, placeAt } from "./place.ts";
import type { Source } from "./source.ts";

/** Where in a source an error of the library is; undefined where that is not known. */
export function placeOfError(
  { at }: PmuFilterError,
  source: Source,
  form: InputForm,
): Place | undefined {
  // Within a command line, a place is one in an argument.
  if (at === undefined || form === "command-line") return undefined;
  if (typeof at === "string") return placeOfKey(at, source);
  const start = source.text.search(/[^\s"']/);
  const offset = form === "arm64-text" ? start + at : at;
  return placeAt(source, offset, offset + 1);
}

/** JSON is YAML; what is no YAML has an error of its own. */
function placeOfKey(path: string, source: Source): Place | undefined {
  try {
    return readYaml(source).placeOf(pathOf(path));
  } catch (error) {
    if (error instanceof InputProblems) return undefined;
    throw error;
  }
}

function pathOf(text: string): PropertyPath {
  return [...text.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key = ""]) =>
    index === undefined ? key : Number(index),
  );
}
