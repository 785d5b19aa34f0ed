import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { decodeKvmStruct, encodeKvmStruct } from "../../provider/encoding/kvm-struct.ts";
import { decodeKvmStructHex, encodeKvmStructHex } from "../../provider/encoding/kvm-struct-hex.ts";
import type { ErrorCode } from "../../provider/errors/error-code.ts";
import { vendorWidths, widestWidths } from "../../provider/filter/vendor.ts";
import { type X86Vector, x86Vectors } from "../filter/x86-vectors.ts";
import { refused } from "./refusal.ts";

for (const row of x86Vectors("encode:struct")) {
  test(`vector: ${row.name}`, (t) => {
    const bytes = encodeKvmStruct(structOf(row));
    t.is(bytes.length, row.size);
    t.is(Buffer.from(bytes).toString("hex"), row.expect_bytes);
    t.deepEqual(decodeKvmStruct(bytes), structOf(row));
    t.is(encodeKvmStructHex(structOf(row)), row.expect_bytes);
    t.deepEqual(decodeKvmStructHex(row.expect_bytes), structOf(row));
  });
}

for (const row of x86Vectors("accepted")) {
  test(`vector: ${row.name}`, (t) => {
    const bytes = encodeKvmStruct(structOf(row), widthsOf(row));
    t.deepEqual(Buffer.from(bytes), bytesOf(row));
    t.deepEqual(decodeKvmStruct(bytes, widthsOf(row)), structOf(row));
  });
}

for (const row of x86Vectors("invalid")) {
  test(`vector: ${row.name} is refused`, (t) => {
    if (row.expect_errno === "EFAULT") {
      const header = bytesOf(row).subarray(0, 32);
      refused(t, "KVM_STRUCT_TRUNCATED", () => decodeKvmStruct(header, widthsOf(row)));
      return;
    }
    refused(t, codeOf(row), () => encodeKvmStruct(structOf(row), widthsOf(row)));
    refused(t, codeOf(row), () => decodeKvmStruct(bytesOf(row), widthsOf(row)));
  });
}

const anyStruct = fc.oneof(structs(0, 2n ** 64n - 1n), structs(1, 0xffffn));

testProp("decode(encode(s)) = s, from bytes and from text", [anyStruct], (t, struct) => {
  t.deepEqual(decodeKvmStruct(encodeKvmStruct(struct)), struct);
  t.deepEqual(decodeKvmStructHex(encodeKvmStructHex(struct)), struct);
});

testProp("a struct cut short anywhere is refused", [anyStruct, fc.nat()], (t, struct, cut) => {
  const bytes = encodeKvmStruct(struct);
  refused(t, "KVM_STRUCT_TRUNCATED", () => decodeKvmStruct(bytes.subarray(0, cut % bytes.length)));
});

test("pad and bytes after the last event are not looked at", (t) => {
  const struct = { action: 1, flags: 0, fixedCounterBitmap: 2, events: [0xc0n] };
  const bytes = new Uint8Array([...encodeKvmStruct(struct), 1, 2, 3]);
  bytes.fill(0xff, 16, 32);
  t.deepEqual(decodeKvmStruct(bytes), struct);
});

test("bytes that begin within a buffer are decoded from there", (t) => {
  const struct = { action: 0, flags: 1, fixedCounterBitmap: 0, events: [0xff800000000020c4n] };
  const bytes = new Uint8Array([9, 9, 9, ...encodeKvmStruct(struct)]);
  t.deepEqual(decodeKvmStruct(bytes.subarray(3)), struct);
});

test("members that do not fit are refused", (t) => {
  const struct = { action: 0, flags: 0, fixedCounterBitmap: 0, events: [] };
  refused(t, "BITMAP_OUT_OF_RANGE", () =>
    encodeKvmStruct({ ...struct, fixedCounterBitmap: 2 ** 32 }),
  );
  refused(t, "KVM_ENTRY_STRAY_BITS", () => encodeKvmStruct({ ...struct, events: [1n << 64n] }));
  refused(t, "KVM_ENTRY_STRAY_BITS", () => encodeKvmStruct({ ...struct, events: [-1n] }));
});

test("text may have upper case and white space, and nothing else", (t) => {
  const hex = encodeKvmStructHex({ action: 0, flags: 0, fixedCounterBitmap: 0, events: [0xabn] });
  const spaced = ` ${hex.toUpperCase().replaceAll(/(.{16})/g, "$1\n")}`;
  t.is(encodeKvmStructHex(decodeKvmStructHex(spaced)), hex);
  for (const text of [`0x${hex}`, `${hex}0`, `${hex}zz`, hex.replace("00", "0 0")]) {
    refused(t, "KVM_HEX_INVALID", () => decodeKvmStructHex(text));
  }
  refused(t, "KVM_STRUCT_TRUNCATED", () => decodeKvmStructHex(""));
});

function structs(flags: number, max: bigint) {
  return fc.record({
    action: fc.constantFrom(0, 1),
    flags: fc.constant(flags),
    fixedCounterBitmap: fc.integer({ min: 0, max: 0xffffffff }),
    events: fc.array(fc.bigInt({ min: 0n, max }), { maxLength: 20 }),
  });
}

function structOf({ action, flags, fixed_counter_bitmap: fixedCounterBitmap, events }: X86Vector) {
  return { action, flags, fixedCounterBitmap, events: events.map(BigInt) };
}

/** The struct's bytes, laid out here so that also what encoding refuses can be tried. */
function bytesOf({ action, flags, fixed_counter_bitmap, events }: X86Vector): Buffer {
  const bytes = Buffer.alloc(32 + 8 * events.length);
  [action, events.length, fixed_counter_bitmap, flags].forEach((value, index) => {
    bytes.writeUInt32LE(value, 4 * index);
  });
  events.forEach((event, index) => {
    bytes.writeBigUInt64LE(BigInt(event), 32 + 8 * index);
  });
  return bytes;
}

function widthsOf({ vendor }: X86Vector) {
  return vendor === undefined || vendor === "any" ? widestWidths : vendorWidths[vendor];
}

function codeOf(row: X86Vector): ErrorCode {
  if (row.expect_errno === "E2BIG") return "TOO_MANY_ENTRIES";
  if (row.action > 1) return "KVM_ACTION_INVALID";
  return row.flags > 1 ? "KVM_FLAGS_INVALID" : "KVM_ENTRY_STRAY_BITS";
}
