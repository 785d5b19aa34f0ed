import * as t from "io-ts";
import { Codec, refuse } from "./codec.ts";
import type { Refusal } from "./problem.ts";
import { describeType } from "./type-name.ts";

/** Beyond this a plain number is not trusted: YAML and JSON readers round large integers. */
const largestPlainNumber = 0xffff_ffff;

/** A codec for an unsigned number of a field at most `max`, written as integer or as `"0x.."`. */
export type HexCodec<N extends number | bigint> = Codec<N, string, number | string>;

/** An unsigned number up to `max`, at most 32 bits. */
export function hex(what: string, max: number): HexCodec<number> {
  return hexCodec(what, BigInt(max), Number, (value): value is number => t.number.is(value));
}

/** An unsigned number of 64 bits. */
export function hex64(what: string): HexCodec<bigint> {
  return hexCodec(what, 0xffff_ffff_ffff_ffffn, BigInt, (value) => typeof value === "bigint");
}

function hexCodec<N extends number | bigint>(
  what: string,
  max: bigint,
  convert: (value: bigint) => N,
  is: t.Is<N>,
): HexCodec<N> {
  return new Codec(
    { kind: "hex" },
    is,
    (declared, context) => {
      const read = readUnsigned(declared, what);
      if (typeof read !== "bigint") return refuse(declared, context, read);
      if (read > max) {
        return refuse(declared, context, {
          code: "NUMBER_OUT_OF_RANGE",
          message: `${what} is 0x${read.toString(16)}, beyond its largest value 0x${max.toString(16)}`,
        });
      }
      return t.success(convert(read));
    },
    (value) => `0x${value.toString(16)}`,
  );
}

/** The number that was declared, or why it is none. */
function readUnsigned(declared: unknown, what: string): bigint | Refusal {
  if (typeof declared === "number") return readNumber(declared, what);
  if (typeof declared !== "string") {
    return {
      code: "TYPE_WRONG",
      message: `${what} is ${describeType(declared)}, expected an integer or a "0x.." string`,
    };
  }
  if (/^0x[0-9a-f]+$/i.test(declared)) return BigInt(declared);
  if (/^[0-9]+$/.test(declared)) {
    return {
      code: "NUMBER_INVALID",
      message: `${what} is the decimal string "${declared}"`,
      hint: `Strings are hexadecimal: write "0x${BigInt(declared).toString(16)}" if you mean decimal ${BigInt(declared)}, or "0x${declared}" if the digits are already hexadecimal.`,
    };
  }
  return {
    code: "NUMBER_INVALID",
    message: `${what} is "${declared}", which is no number`,
    hint: 'Write an integer, or a quoted hexadecimal string such as "0xc4".',
  };
}

function readNumber(declared: number, what: string): bigint | Refusal {
  if (!Number.isInteger(declared) || declared < 0) {
    return {
      code: "NUMBER_INVALID",
      message: `${what} is ${declared}, expected an integer that is not negative`,
    };
  }
  if (declared > largestPlainNumber) {
    return {
      code: "NUMBER_NOT_EXACT",
      message: `${what} is a plain number beyond 4294967295, where YAML and JSON readers may round`,
      hint: 'Write it as a quoted hexadecimal string, for example "0x1000000c2".',
    };
  }
  return BigInt(declared);
}
