import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { arm64Abi, arm64CallLayout } from "../../../provider/encoding/arm64/arm64-abi.ts";
import {
  type Arm64Call,
  decodeArm64Call,
  decodeArm64CallHex,
  encodeArm64Call,
  encodeArm64CallHex,
} from "../../../provider/encoding/arm64/arm64-call.ts";
import type { ErrorCode } from "../../../provider/errors/error-code.ts";
import { refused } from "../refusal.ts";

const anyCall: fc.Arbitrary<Arm64Call> = fc
  .record({
    baseEvent: fc.nat(0xffff),
    nevents: fc.nat(0xffff),
    action: fc.constantFrom(0, 1),
  })
  .filter(({ baseEvent, nevents }) => baseEvent + nevents <= 0x10000);

testProp("decode(encode(c)) = c, from bytes and from text", [anyCall], (t, call) => {
  t.deepEqual(decodeArm64Call(encodeArm64Call(call)), call);
  t.deepEqual(decodeArm64CallHex(encodeArm64CallHex(call)), call);
});

test("two u16, a u8 and a pad that is 0 and not looked at", (t) => {
  const call = { baseEvent: 0x1234, nevents: 0x0102, action: 1 };
  t.is(encodeArm64CallHex(call), "3412020101000000");
  t.deepEqual(decodeArm64CallHex("34 12 02 01 01 FF FF FF 99"), call);
  const within = new Uint8Array([9, ...encodeArm64Call(call)]).subarray(1);
  t.deepEqual(decodeArm64Call(within), call);
  t.is(encodeArm64Call(call).length, arm64CallLayout.size);
});

test("the call's numbers are _IOW(0xAE, 0xe1 and 0xe3, 24 bytes)", (t) => {
  const numbers: readonly number[] = [arm64Abi.setDeviceAttr, arm64Abi.hasDeviceAttr];
  t.deepEqual(
    numbers,
    [0xe1, 0xe3].map((number) => (1 << 30) | (24 << 16) | (0xae << 8) | number),
  );
});

const taken: readonly (readonly [string, Arm64Call, 10 | 16])[] = [
  ["the last event", { baseEvent: 0xffff, nevents: 1, action: 0 }, 16],
  ["no events", { baseEvent: 0xffff, nevents: 0, action: 0 }, 16],
  ["all events but one", { baseEvent: 1, nevents: 0xffff, action: 1 }, 16],
  ["the whole space of 10 bits", { baseEvent: 0, nevents: 0x400, action: 1 }, 10],
  ["no events behind the space of 10 bits", { baseEvent: 0x400, nevents: 0, action: 1 }, 10],
];

for (const [what, call, bits] of taken) {
  test(`taken: ${what}`, (t) => {
    t.deepEqual(decodeArm64Call(encodeArm64Call(call, bits), bits), call);
  });
}

const refusals: readonly (readonly [string, Arm64Call, 10 | 16, ErrorCode])[] = [
  ["beyond 16 bits", { baseEvent: 0xffff, nevents: 2, action: 0 }, 16, "ARM64_EVENT_OUT_OF_RANGE"],
  ["beyond 10 bits", { baseEvent: 0, nevents: 0x401, action: 0 }, 10, "ARM64_EVENT_OUT_OF_RANGE"],
  ["nothing, but far", { baseEvent: 0x401, nevents: 0, action: 0 }, 10, "ARM64_EVENT_OUT_OF_RANGE"],
  ["no u16 base", { baseEvent: 0x10000, nevents: 0, action: 0 }, 16, "ARM64_EVENT_OUT_OF_RANGE"],
  ["no u16 count", { baseEvent: 0, nevents: 0x10000, action: 0 }, 16, "ARM64_EVENT_OUT_OF_RANGE"],
  ["a third action", { baseEvent: 0, nevents: 1, action: 2 }, 16, "KVM_ACTION_INVALID"],
];

for (const [what, call, bits, code] of refusals) {
  test(`refused: ${what}`, (t) => {
    refused(t, code, () => encodeArm64Call(call, bits));
  });
}

test("bytes that a kernel would refuse, or that are too few, are not decoded", (t) => {
  refused(t, "KVM_ACTION_INVALID", () => decodeArm64CallHex("1100010003000000"));
  refused(t, "ARM64_EVENT_OUT_OF_RANGE", () => decodeArm64CallHex("0004010000000000", 10));
  refused(t, "KVM_STRUCT_TRUNCATED", () => decodeArm64CallHex("11000100000000"));
  refused(t, "KVM_HEX_INVALID", () => decodeArm64CallHex("0x1100010000000000"));
});
