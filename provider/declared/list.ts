import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { type AnyCodec, Codec, type DeclaredBy, refuse } from "./codec.ts";
import type { Declarable } from "./declarable.ts";
import { describeType } from "./type-name.ts";

/** A list of which every item is judged. */
export function list<C extends AnyCodec>(
  items: C,
): Codec<readonly t.TypeOf<C>[], readonly t.OutputOf<C>[], readonly Declarable<DeclaredBy<C>>[]> {
  return new Codec(
    { kind: "list", items },
    (value): value is readonly t.TypeOf<C>[] => Array.isArray(value) && value.every(items.is),
    (value, context) => {
      if (!Array.isArray(value)) {
        return refuse(value, context, {
          code: "TYPE_WRONG",
          message: `expected a list, got ${describeType(value)}`,
        });
      }
      const results = value.map((item, index) =>
        items.validate(item, t.appendContext(context, String(index), items, item)),
      );
      const errors = results.flatMap((result) => (isLeft(result) ? result.left : []));
      return errors.length > 0
        ? t.failures(errors)
        : t.success(results.flatMap((result) => (isLeft(result) ? [] : [result.right])));
    },
    (value) => value.map(items.encode),
  );
}
