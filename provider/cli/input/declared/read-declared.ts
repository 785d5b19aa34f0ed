import { decode } from "../../../declared/codec.ts";
import { type DeclaredFilter, filterCodec } from "../../../declared/filter-declaration.ts";
import { lenientLint } from "../../../declared/lint-settings.ts";
import { maskProblems } from "../../../declared/mask-problems.ts";
import type { Problem } from "../../../declared/problem.ts";
import { formatPath } from "../../../declared/property-path.ts";
import type { PropertyObject } from "../../../declared/property-value.ts";
import { type PartialDeclaration, resolve } from "../../../declared/resolve.ts";
import type { Options } from "../../options/options.ts";
import type { FilterInput } from "../filter-input.ts";
import { type InputProblem, InputProblems } from "../input-problem.ts";
import type { Source } from "../source.ts";
import { declarationIn } from "./declaration.ts";
import { placedFindings } from "./declared-findings.ts";
import { declaredParts } from "./declared-parts.ts";
import { declaredVerdicts } from "./declared-verdicts.ts";
import { type PlacesOf, placesIn } from "./places-of.ts";
import { severityOf } from "./severity-of.ts";
import { type LeadingZero, readYaml } from "./yaml-document.ts";

/**
 * Reads a filter in the resource's own shape.
 *
 * @throws {InputProblems} all that is wrong with it, each at its place.
 */
export function readDeclared(source: Source, options: Options): FilterInput {
  const document = readYaml(source);
  const { path, properties } = declarationIn(document.value, options.resource);
  const places = placesIn(document, path);
  const octals = document.leadingZeros(path).map(leadingZero);
  const declared = decoded(withOptions(properties, options), octals, places);
  const {
    cpus = [],
    listed,
    problems,
    warnings,
  } = resolve({
    ...declared,
    lint: lenientLint(declared.lint),
  });
  const unfit = problems.filter(({ code }) => code === "TOO_MANY_ENTRIES");
  const wrong = problems.filter((problem) => !unfit.includes(problem));
  if (wrong.length > 0 || listed === undefined) {
    throw new InputProblems(wrong.map((problem) => located(problem, places)));
  }
  // As declared, not merged to fit, so that each entry is somewhere in the source.
  const filter = { ...listed, action: declared.action };
  const parts = declaredParts(declared, cpus, places.ofValue);
  return {
    source,
    form: "yaml",
    cpus,
    filter,
    verdicts: unfit.length > 0 ? [] : declaredVerdicts(filter, cpus, options.bits),
    parts,
    findings: placedFindings(warnings, parts, places).map((finding) => ({
      ...finding,
      severity: severityOf(finding.code, declared.lint),
    })),
    unfit: unfit.map((problem) => located(problem, places)),
    remarks: [],
    ...(declared.qemuId !== undefined && { qemuId: declared.qemuId }),
  };
}

/** All that is wrong is told at once: also what is wrong with the events that can be decoded. */
function decoded(
  properties: PropertyObject,
  octals: readonly InputProblem[],
  places: PlacesOf,
): DeclaredFilter {
  const { value, problems } = decode(filterCodec, properties);
  if (problems.length + octals.length === 0) return value as DeclaredFilter;
  const rest = decode(filterCodec, maskProblems(properties, problems)).value;
  const more = rest === undefined ? [] : resolve(rest as PartialDeclaration).problems;
  throw new InputProblems([
    ...octals,
    ...[...problems, ...more].map((problem) => located(problem, places)),
  ]);
}

function leadingZero({ text, place }: LeadingZero): InputProblem {
  const digits = text.replace(/^([-+]?)0+(?=.)/, "$1");
  const isOctal = /^[0-7]+$/.test(digits);
  const octal = isOctal ? `"0x${Number.parseInt(digits, 8).toString(16)}" if it is octal, ` : "";
  return {
    code: "INPUT_SYNTAX",
    message: `the number ${text} begins with a 0, which some readers of YAML (Pulumi's among them) take as octal and others do not`,
    hint: `Write ${octal}${digits} if it is decimal, or "0x${digits}" if it is hexadecimal.`,
    place,
  };
}

/** The properties with what the options say in their place. */
function withOptions(properties: PropertyObject, { cpus, lint }: Options): PropertyObject {
  const settings = properties["lint"];
  return {
    ...properties,
    ...(cpus !== undefined && { cpus: cpus.map(({ name }) => name) }),
    ...(Object.keys(lint).length > 0 &&
      (settings == null || typeof settings === "object") && {
        lint: { ...(settings as PropertyObject | null | undefined), ...lint },
      }),
  };
}

function located({ code, message, hint, path }: Problem, places: PlacesOf): InputProblem {
  const ofName = code === "PROPERTY_UNKNOWN" || (path[0] === "lint" && /rule/.test(message));
  const place = ofName ? places.ofName(path) : places.ofValue(path);
  return { code, message, hint, property: formatPath(path), place };
}
