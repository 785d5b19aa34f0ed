import { arm64Abi } from "../provider/encoding/arm64/arm64-abi.ts";
import { decodeArm64CallHex, encodeArm64CallHex } from "../provider/encoding/arm64/arm64-call.ts";
import { actionOf } from "./action.ts";
import { type Expectation, expectation } from "./expectation.ts";
import { integer, numberAt, present, type Row, textAt, VectorProblem } from "./row.ts";

/** Runs `encode:struct` of arm64: one call's 8 bytes, there and back. */
export function encodeArm64Vector(row: Row): readonly Expectation[] {
  const call = {
    baseEvent: numberAt(row, "base_event"),
    nevents: numberAt(row, "nevents"),
    action: actionOf(row),
  };
  const bytes = encodeArm64CallHex(call);
  const expected = textAt(row, "expect_bytes")?.toLowerCase();
  if (expected === undefined) throw new VectorProblem('"expect_bytes" is missing');
  const size = present(row, "size");
  const ioctl = present(row, "ioctl");
  return [
    expectation("encoded", expected, bytes),
    expectation("decoded", call, decodeArm64CallHex(expected)),
    ...(size === undefined ? [] : [expectation("size", integer(size, "size"), sizeOf(bytes))]),
    ...(ioctl === undefined ? [] : [expectation("ioctl", integer(ioctl, "ioctl"), setAttribute)]),
  ];
}

const setAttribute = BigInt(arm64Abi.setDeviceAttr);

function sizeOf(hex: string): bigint {
  return BigInt(hex.length / 2);
}
