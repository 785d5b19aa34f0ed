import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { nearest } from "../errors/nearest.ts";
import { type AnyCodec, Codec, type DeclaredBy, type Property, refuse } from "./codec.ts";
import type { Declarable } from "./declarable.ts";
import type { Problem } from "./problem.ts";
import { isPropertyObject, type PropertyObject } from "./property-value.ts";
import { describeType } from "./type-name.ts";

type Properties = Readonly<Record<string, Property>>;
type RequiredKey<P extends Properties> = {
  [K in keyof P]: P[K] extends Property<AnyCodec, true> ? K : never;
}[keyof P];

/** An object's type, from one of the types of its properties' codecs. */
type ObjectOf<P extends Properties, V extends { readonly [K in keyof P]: unknown }> = {
  readonly [K in RequiredKey<P>]: V[K];
} & {
  readonly [K in Exclude<keyof P, RequiredKey<P>>]?: V[K];
};

/** A codec for an object with the given properties and no others. */
export type ObjectCodec<P extends Properties> = Codec<
  ObjectOf<P, { readonly [K in keyof P]: t.TypeOf<P[K]["codec"]> }>,
  PropertyObject,
  ObjectOf<P, { readonly [K in keyof P]: Declarable<DeclaredBy<P[K]["codec"]>> }>
>;

/** What is said of a property besides its codec. */
type Documentation = Pick<Property, "description" | "byDefault" | "inputOnly">;

/** A property that must be there. */
export function required<C extends AnyCodec>(
  codec: C,
  documentation: Documentation,
): Property<C, true> {
  return { codec, required: true, ...documentation };
}

/** A property that may be left out; null counts as left out. */
export function optional<C extends AnyCodec>(
  codec: C,
  documentation: Documentation,
): Property<C, false> {
  return { codec, required: false, ...documentation };
}

/**
 * An object with the given properties. Unknown keys are refused with the nearest known one.
 * `judge` sees the object as declared and says what its members mean to each other.
 */
export function object<P extends Properties>(
  name: string,
  description: string,
  properties: P,
  judge: (declared: PropertyObject) => readonly Problem[] = () => [],
): ObjectCodec<P> {
  type A = t.TypeOf<ObjectCodec<P>>;
  const known = Object.entries(properties);
  const holdsSecrets = known.some(
    ([, { codec }]) => codec.shape.kind === "string" && codec.shape.secret === true,
  );
  return new Codec<A, PropertyObject, DeclaredBy<ObjectCodec<P>>>(
    { kind: "object", name, description, properties },
    (value): value is A =>
      isPropertyObject(value) &&
      known.every(([key, { codec, required: must }]) =>
        value[key] === undefined ? !must : codec.is(value[key]),
      ),
    (declared, context) => {
      if (!isPropertyObject(declared)) {
        return refuse(declared, context, {
          code: "TYPE_WRONG",
          message: `expected an object, got ${holdsSecrets ? "something else" : describeType(declared)}`,
        });
      }
      const errors: t.Errors = [];
      const decoded: Record<string, unknown> = {};
      const collect = (result: t.Validation<unknown>, take: (value: unknown) => void): void => {
        if (isLeft(result)) errors.push(...result.left);
        else take(result.right);
      };
      for (const key of Object.keys(declared).filter((name) => !Object.hasOwn(properties, name))) {
        const at = t.appendContext(context, key, anything);
        collect(refuse(declared[key], at, unknownKey(key, Object.keys(properties))), () => {});
      }
      for (const [key, { codec, required: must }] of known) {
        const value = declared[key] ?? undefined;
        const at = t.appendContext(context, key, codec, value);
        if (value !== undefined) {
          collect(codec.validate(value, at), (taken) => {
            decoded[key] = taken;
          });
        } else if (must) {
          collect(
            refuse(value, at, { code: "PROPERTY_MISSING", message: "is required" }),
            () => {},
          );
        }
      }
      for (const { path, ...refusal } of judge(declared)) {
        const at = path.reduce<t.Context>(
          (outer, key) => t.appendContext(outer, String(key), anything),
          context,
        );
        collect(refuse(declared, at, refusal), () => {});
      }
      return errors.length > 0 ? t.failures(errors) : t.success(decoded as A);
    },
    (value) =>
      Object.fromEntries(
        known.flatMap(([key, { codec }]) => {
          const member = (value as Record<string, unknown>)[key];
          return member === undefined ? [] : [[key, codec.encode(member)]];
        }),
      ),
  );
}

const anything = t.unknown;

function unknownKey(key: string, known: readonly string[]) {
  const [guess] = nearest(key, known);
  return {
    code: "PROPERTY_UNKNOWN",
    message: "is not a property here",
    hint: guess === undefined ? `Known are ${known.join(", ")}.` : `Did you mean ${guess}?`,
  } as const;
}
