import type { Problem } from "./problem.ts";
import type { PropertyPath } from "./property-path.ts";
import {
  isPropertyObject,
  type PropertyObject,
  type PropertyValue,
  unknownValue,
} from "./property-value.ts";

/**
 * The declaration with every value that has a problem taken for unknown, so that the rest can be
 * judged all the same and the user sees every problem in one go.
 */
export function maskProblems(
  declared: PropertyObject,
  problems: readonly Problem[],
): PropertyObject {
  return problems.reduce((masked, { code, path }) => {
    const [key, index] = path;
    if (key === undefined) return masked;
    // What has an unknown property is judged without it.
    if (code === "PROPERTY_UNKNOWN") return withoutAt(masked, path) as PropertyObject;
    // An event or target that is wrong in a part is of no use as a whole.
    const at = typeof index === "number" ? [key, index] : [key];
    return replaceAt(masked, at, unknownValue) as PropertyObject;
  }, declared);
}

function withoutAt(value: PropertyValue, [key, ...rest]: PropertyPath): PropertyValue {
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === key ? withoutAt(item, rest) : item));
  }
  if (!isPropertyObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      if (name !== key) return [[name, item]];
      return rest.length === 0 ? [] : [[name, withoutAt(item, rest)]];
    }),
  );
}

function replaceAt(value: PropertyValue, path: PropertyPath, by: PropertyValue): PropertyValue {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === key ? replaceAt(item, rest, by) : item));
  }
  if (!isPropertyObject(value)) return by;
  return Object.fromEntries([...Object.entries(value), [key, replaceAt(value[key], rest, by)]]);
}
