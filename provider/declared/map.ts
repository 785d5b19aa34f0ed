import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { type AnyCodec, Codec, refuse } from "./codec.ts";
import { isPropertyObject } from "./property-value.ts";
import { describeType } from "./type-name.ts";

/** An object with any keys and values of one kind. */
export function map<C extends AnyCodec>(
  values: C,
): Codec<
  Readonly<Record<string, t.TypeOf<C>>>,
  Readonly<Record<string, t.OutputOf<C>>>,
  Readonly<Record<string, C["_D"]>>
> {
  return new Codec(
    { kind: "map", values },
    (value): value is Readonly<Record<string, t.TypeOf<C>>> =>
      isPropertyObject(value) && Object.values(value).every(values.is),
    (value, context) => {
      if (!isPropertyObject(value)) {
        return refuse(value, context, {
          code: "TYPE_WRONG",
          message: `expected an object, got ${describeType(value)}`,
        });
      }
      const results = Object.entries(value).map(
        ([key, item]) =>
          [key, values.validate(item, t.appendContext(context, key, values, item))] as const,
      );
      const errors = results.flatMap(([, result]) => (isLeft(result) ? result.left : []));
      if (errors.length > 0) return t.failures(errors);
      return t.success(
        Object.fromEntries(
          results.flatMap(([key, result]) => (isLeft(result) ? [] : [[key, result.right]])),
        ),
      );
    },
    (value) =>
      Object.fromEntries(Object.entries(value).map(([key, item]) => [key, values.encode(item)])),
  );
}
