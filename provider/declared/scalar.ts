import * as t from "io-ts";
import { nearest } from "../errors/nearest.ts";
import { Codec, refuse } from "./codec.ts";
import type { Refusal } from "./problem.ts";
import { describeType } from "./type-name.ts";

/** Any string that `judge` finds nothing wrong with; `normaliseText` gives its one spelling. */
export function text(
  judge: (value: string) => Refusal | undefined = () => undefined,
  options: {
    readonly normalise?: (value: string) => string;
    readonly wrongType?: (value: unknown) => string | undefined;
    /** Whether it is secret wherever it stands; `judge` then quotes nothing of it. */
    readonly secret?: true;
  } = {},
): Codec<string, string, string> {
  return new Codec(
    { kind: "string", ...(options.secret && { secret: true }) },
    t.string.is,
    (value, context) => {
      if (typeof value !== "string") {
        const hint = options.wrongType?.(value);
        return refuse(value, context, {
          code: "TYPE_WRONG",
          message: `expected a string, got ${options.secret ? "something else" : describeType(value)}`,
          ...(hint === undefined ? {} : { hint }),
        });
      }
      const refusal = judge(value);
      return refusal === undefined
        ? t.success(options.normalise?.(value) ?? value)
        : refuse(value, context, refusal);
    },
    t.identity,
  );
}

/** true or false. */
export const flag: Codec<boolean, boolean, boolean> = new Codec(
  { kind: "boolean" },
  t.boolean.is,
  (value, context) =>
    typeof value === "boolean"
      ? t.success(value)
      : refuse(value, context, {
          code: "TYPE_WRONG",
          message: `expected true or false, got ${describeType(value)}`,
        }),
  t.identity,
);

/** An integer from `least` to `most`. */
export function integer(what: string, least: number, most: number): Codec<number, number, number> {
  return new Codec(
    { kind: "integer" },
    (value): value is number => Number.isInteger(value),
    (value, context) => {
      if (typeof value !== "number" || !Number.isInteger(value)) {
        return refuse(value, context, {
          code: "TYPE_WRONG",
          message: `expected an integer, got ${describeType(value)}`,
        });
      }
      if (value >= least && value <= most) return t.success(value);
      return refuse(value, context, {
        code: "NUMBER_OUT_OF_RANGE",
        message: `${what} is ${value}, expected ${least} to ${most}`,
      });
    },
    t.identity,
  );
}

/** One of a closed list of strings. */
export function choice<const V extends string>(values: readonly V[]): Codec<V, V, V> {
  const is = (value: unknown): value is V => values.includes(value as V);
  return new Codec(
    { kind: "choice", values },
    is,
    (value, context) => {
      if (is(value)) return t.success(value);
      const [guess] = typeof value === "string" ? nearest(value, values) : [];
      return refuse(value, context, {
        code: typeof value === "string" ? "VALUE_NOT_LISTED" : "TYPE_WRONG",
        message: `expected one of ${values.join(", ")}, got ${typeof value === "string" ? JSON.stringify(value) : describeType(value)}`,
        ...(guess === undefined ? {} : { hint: `Did you mean ${guess}?` }),
      });
    },
    t.identity,
  );
}
