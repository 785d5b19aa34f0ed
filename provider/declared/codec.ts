import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import type { Problem, Refusal } from "./problem.ts";
import { type Partially, type PropertyValue, unknownValue } from "./property-value.ts";

/** What the generators of schema.json and of the reference docs need to know of a codec. */
export type Shape =
  | { readonly kind: "string"; readonly secret?: true }
  | { readonly kind: "boolean" }
  | { readonly kind: "hex" }
  | { readonly kind: "integer" }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  | { readonly kind: "list"; readonly items: AnyCodec }
  | { readonly kind: "map"; readonly values: AnyCodec }
  | ObjectShape;

/** The shape of an object: its name, what it is, and its properties. */
export interface ObjectShape {
  readonly kind: "object";
  readonly name: string;
  readonly description: string;
  readonly properties: Readonly<Record<string, Property>>;
}

/** One property of an object. */
export interface Property<C extends AnyCodec = AnyCodec, Required extends boolean = boolean> {
  readonly codec: C;
  readonly required: Required;
  /** What it is, in Markdown. */
  readonly description: string;
  /** What holds when it is left out, in words. */
  readonly byDefault?: string;
  /** Whether it is declared only, and never put out. */
  readonly inputOnly?: true;
}

/** A codec of any types. */
// biome-ignore lint/suspicious/noExplicitAny: io-ts's own t.Mixed is t.Type<any, any, unknown>.
export type AnyCodec = Codec<any, any, any>;

/**
 * An io-ts type for property values. `A` is what the provider works with, `O` the normalised form
 * that Check returns, `D` what a program may declare. All problems of a value are found at once;
 * unknown values pass unjudged.
 */
export class Codec<A, O, D> extends t.Type<A, O, unknown> {
  declare readonly _D: D;
  readonly shape: Shape;

  constructor(shape: Shape, is: t.Is<A>, validate: t.Validate<unknown, A>, encode: t.Encode<A, O>) {
    super(
      shape.kind,
      is,
      // Decoding hands unknowns through; `decode` below says so in its result type.
      (value, context) =>
        value === unknownValue ? t.success(value as A) : validate(value, context),
      (value) => ((value as unknown) === unknownValue ? (value as unknown as O) : encode(value)),
    );
    this.shape = shape;
  }
}

/** What a program may declare for a codec. */
export type DeclaredBy<C extends AnyCodec> = C["_D"];

/** A validation that failed for one reason at this place. */
export function refuse<A>(value: unknown, context: t.Context, refusal: Refusal): t.Validation<A> {
  return t.failures([{ value, context, message: refusal.message, refusal } as RefusalError]);
}

/** Decodes a value with unknowns in it, or says every problem with its path. */
export function decode<A>(
  codec: Codec<A, unknown, unknown>,
  value: PropertyValue,
):
  | { readonly value: Partially<A>; readonly problems: readonly [] }
  | { readonly value?: undefined; readonly problems: readonly Problem[] } {
  const validation = codec.decode(value);
  return isLeft(validation)
    ? { problems: validation.left.map((error) => toProblem(error as RefusalError)) }
    : { value: validation.right as Partially<A>, problems: [] };
}

/** The normalised form of a decoded value; unknowns stay where they are. */
export function normalise<A>(codec: Codec<A, unknown, unknown>, value: Partially<A>) {
  return codec.encode(value as A) as PropertyValue;
}

interface RefusalError extends t.ValidationError {
  readonly refusal: Refusal;
}

function toProblem({ context, refusal }: RefusalError): Problem {
  const path = context.slice(1).map(({ key }) => (/^\d+$/.test(key) ? Number(key) : key));
  return { ...refusal, path };
}
