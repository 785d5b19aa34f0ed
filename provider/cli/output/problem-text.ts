import { tell } from "../../errors/pmu-filter-error.ts";
import type { InputProblem } from "../input/input-problem.ts";
import { lineOf, type Place, placeText } from "../input/place.ts";
import type { Json } from "./json.ts";
import type { Style } from "./style.ts";

/** A problem for people: place, property, message, hint and code; then the line with a caret. */
export function problemText(problem: InputProblem, style: Style): string {
  const { code, message, hint, file, place, property } = problem;
  const where = place === undefined ? (file ?? "pmufilter") : placeText(place);
  const what = property === undefined || property === "" ? "" : `${property}: `;
  const first = `${style.bold(`${where}:`)} ${what}${tell(message, hint, code)}`;
  return place === undefined ? first : `${first}\n${markedLine(place, style)}`;
}

/** A problem for programs. */
export function problemJson({ code, message, hint, file, place, property }: InputProblem): Json {
  const name = place?.source.name ?? file;
  return { code, message, hint, file: name, line: place?.line, column: place?.column, property };
}

/** The line of a place, and under it a caret. */
export function markedLine(place: Place, style: Style): string {
  const line = lineOf(place.source, place.line);
  const { from, to } = window(place);
  const number = String(place.line);
  const shown = line.slice(from, to);
  // Tabs stay, so that the caret stands where the terminal puts the character.
  const before = line.slice(from, place.column - 1).replaceAll(/[^\t]/g, " ");
  const carets = "^".repeat(Math.max(1, Math.min(place.length, to - place.column + 1)));
  const margin = " ".repeat(number.length);
  return [
    style.dim(`  ${number} | `) + shown,
    `${style.dim(`  ${margin} | `)}${before}${style.bad(carets)}`,
  ].join("\n");
}

/** The part of a long line that is shown. */
function window({ source, line, column }: Place): { readonly from: number; readonly to: number } {
  const { length } = lineOf(source, line);
  if (length <= widest) return { from: 0, to: length };
  const from = Math.max(0, Math.min(column - 1 - widest / 2, length - widest));
  return { from, to: from + widest };
}

const widest = 100;
