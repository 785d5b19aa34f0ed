/** Stands for a value that Pulumi does not know yet during a preview. */
export const unknownValue: unique symbol = Symbol("unknown");

/** The type of {@link unknownValue}. */
export type Unknown = typeof unknownValue;

/** A value of a resource's property as a shell hands it over: plain data with unknowns in it. */
export type PropertyValue =
  | undefined
  | null
  | boolean
  | number
  | string
  | Unknown
  | readonly PropertyValue[]
  | PropertyObject;

/** A resource's properties, or an object among them. */
export interface PropertyObject {
  readonly [key: string]: PropertyValue;
}

/** `T` with any part of it, or all of it, not known yet. */
export type Partially<T> =
  | Unknown
  | (T extends readonly (infer Item)[]
      ? readonly Partially<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: Partially<T[Key]> }
        : T);

/** True if the value is known in all its parts. */
export function isKnown<T>(value: Partially<T>): value is T & Partially<T> {
  if (value === unknownValue) return false;
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every((part) => isKnown(part));
}

/** True for a plain object, as opposed to a list, a scalar or nothing. */
export function isPropertyObject(value: unknown): value is PropertyObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
