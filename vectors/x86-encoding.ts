import { kvmAbi } from "../provider/encoding/kvm-abi.ts";
import { decodeKvmStructHex, encodeKvmStructHex } from "../provider/encoding/kvm-struct-hex.ts";
import { decodeMaskedEvent, encodeMaskedEvent } from "../provider/encoding/masked-event.ts";
import { decodeRawEvent, encodeRawEvent } from "../provider/encoding/raw-event.ts";
import { type Entry, isDead } from "../provider/filter/entry.ts";
import { type Expectation, expectation } from "./expectation.ts";
import {
  flagAt,
  integer,
  numberAt,
  present,
  type Row,
  rowAt,
  textAt,
  VectorProblem,
} from "./row.ts";
import { structOf } from "./x86-struct.ts";

/** Runs `encode:raw`, `encode:masked` and `encode:struct`: there and back. */
export function encodeX86Vector(row: Row): readonly Expectation[] {
  switch (textAt(row, "kind")) {
    case "encode:raw":
      return rawExpectations(row);
    case "encode:masked":
      return maskedExpectations(row);
    default:
      return structExpectations(row);
  }
}

function rawExpectations(row: Row): readonly Expectation[] {
  const args = argsOf(row);
  const event = { select: numberAt(args, "select"), umask: numberAt(args, "umask") };
  const code = codeExpected(row);
  return [
    expectation("encoded", code, encodeRawEvent(event)),
    expectation("decoded", event, decodeRawEvent(code)),
  ];
}

function maskedExpectations(row: Row): readonly Expectation[] {
  const args = argsOf(row);
  const entry: Entry = {
    select: numberAt(args, "select"),
    mask: numberAt(args, "mask"),
    match: numberAt(args, "match"),
    exclude: flagAt(args, "exclude") ?? false,
  };
  const code = codeExpected(row);
  const decoded = expectation("decoded", entry, decodeMaskedEvent(code));
  // The library refuses to write an entry that can match nothing; it reads one.
  if (isDead(entry)) return [decoded];
  return [expectation("encoded", code, encodeMaskedEvent(entry)), decoded];
}

function structExpectations(row: Row): readonly Expectation[] {
  const struct = structOf(row);
  const bytes = encodeKvmStructHex(struct);
  const size = present(row, "size");
  const ioctl = present(row, "ioctl");
  const expected = textAt(row, "expect_bytes")?.toLowerCase();
  if (expected === undefined) throw new VectorProblem('"expect_bytes" is missing');
  return [
    expectation("encoded", expected, bytes),
    expectation("decoded", struct, decodeKvmStructHex(expected)),
    expectation("nevents", numberAt(row, "nevents", struct.events.length), struct.events.length),
    ...(size === undefined ? [] : [expectation("size", integer(size, "size"), sizeOf(bytes))]),
    ...(ioctl === undefined ? [] : [expectation("ioctl", integer(ioctl, "ioctl"), setFilter)]),
  ];
}

const setFilter = BigInt(kvmAbi.setPmuEventFilter);

function sizeOf(hex: string): bigint {
  return BigInt(hex.length / 2);
}

function argsOf(row: Row): Row {
  const args = rowAt(row, "args");
  if (args === undefined) throw new VectorProblem('"args" is missing');
  return args;
}

function codeExpected(row: Row): bigint {
  const code = present(row, "expect_hex");
  if (code === undefined) throw new VectorProblem('"expect_hex" is missing');
  return integer(code, "expect_hex");
}
