import type { PropertyPath } from "../../../declared/property-path.ts";
import { isPropertyObject, type PropertyObject } from "../../../declared/property-value.ts";
import { nearest } from "../../../errors/nearest.ts";
import { PmuFilterError } from "../../../errors/pmu-filter-error.ts";
import { noFilterForm } from "../no-filter-form.ts";

/** A filter's declaration in a document, and the way to it. */
export interface Declaration {
  readonly path: PropertyPath;
  readonly properties: PropertyObject;
}

/**
 * Finds the declaration in a document: the document itself, or a filter among the resources of a
 * Pulumi.yaml, without what says where it is put.
 *
 * @param name - of the resource; needed where there are several filters
 * @throws {PmuFilterError} INPUT_UNKNOWN, USAGE_INVALID.
 */
export function declarationIn(document: unknown, name: string | undefined): Declaration {
  if (!isPropertyObject(document)) throw noFilterForm();
  const { resources } = document;
  if (isPropertyObject(resources) && !Object.hasOwn(document, "action")) {
    const [key, resource] = chosen(Object.entries(resources).filter(isFilter), name);
    const properties = (resource as PropertyObject)["properties"];
    return {
      path: ["resources", key, "properties"],
      properties: isPropertyObject(properties) ? onlyFilter(properties) : {},
    };
  }
  if (name === undefined) return { path: [], properties: document };
  throw usage(`--resource ${name} is for a Pulumi.yaml, and this is a filter by itself.`);
}

function isFilter([, resource]: [string, unknown]): boolean {
  const type = isPropertyObject(resource) ? resource["type"] : undefined;
  return type === "pmufilter:PmuFilter" || type === "pmufilter:index:PmuFilter";
}

function chosen<T>(filters: readonly [string, T][], name: string | undefined): [string, T] {
  const names = filters.map(([key]) => key);
  const [first] = filters;
  if (name === undefined) {
    if (first !== undefined && filters.length === 1) return first;
    if (first === undefined) throw unknown("It has no resource of type pmufilter:PmuFilter.");
    throw usage(
      `It has ${names.length} filters: ${names.join(", ")}.`,
      `Say which with --resource ${names[0]}.`,
    );
  }
  const found = filters.find(([key]) => key === name);
  if (found !== undefined) return found;
  const [guess] = nearest(name, names);
  throw usage(
    `It has no filter "${name}".`,
    guess === undefined ? `It has ${names.join(", ") || "none"}.` : `Did you mean ${guess}?`,
  );
}

/** Targets and the like are the resource's business. */
function onlyFilter(properties: PropertyObject): PropertyObject {
  const others = ["targets", "dryRun"];
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !others.includes(key)));
}

function unknown(message: string, hint?: string): PmuFilterError {
  return new PmuFilterError("INPUT_UNKNOWN", message, hint === undefined ? {} : { hint });
}

function usage(message: string, hint?: string): PmuFilterError {
  return new PmuFilterError("USAGE_INVALID", message, hint === undefined ? {} : { hint });
}
