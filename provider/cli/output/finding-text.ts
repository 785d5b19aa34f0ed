import { tell } from "../../errors/pmu-filter-error.ts";
import type { FilterInput, InputFinding } from "../input/filter-input.ts";
import { placeText } from "../input/place.ts";
import type { Json } from "./json.ts";
import { markedLine } from "./problem-text.ts";
import { plain, type Style } from "./style.ts";

/** A finding of the lint for people: where, how severe, what and what to do. */
export function findingText(
  { place, property, severity, message, hint, code }: InputFinding,
  file: string,
  style: Style,
): string {
  const where = style.bold(`${place === undefined ? file : placeText(place)}:`);
  const how = severity === "error" ? style.bad("error:") : `${severity}:`;
  const what = property === undefined || property === "" ? "" : `${property}: `;
  const first = `${where} ${how} ${what}${tell(message, hint, code)}`;
  return place === undefined ? first : `${first}\n${markedLine(place, style)}`;
}

/** A finding for programs. */
export function findingJson(finding: InputFinding): Json {
  const { code, severity, message, hint, entries, place, property } = finding;
  return {
    code,
    severity,
    message,
    hint,
    entries,
    property,
    line: place?.line,
    column: place?.column,
  };
}

/** The warnings of an input, for standard error. */
export function findingNotes({ findings, source }: FilterInput): readonly string[] {
  return findings.map((finding) => findingText(finding, source.name, plain));
}
