import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { decodeMaskedEvent, encodeMaskedEvent } from "../../provider/encoding/masked-event.ts";
import { decodeRawEvent, encodeRawEvent } from "../../provider/encoding/raw-event.ts";
import { vendorWidths, widestWidths } from "../../provider/filter/vendor.ts";
import { anyEntry } from "../filter/arbitrary-filter.ts";
import { x86Vectors } from "../filter/x86-vectors.ts";
import { refused } from "./refusal.ts";

for (const { name, args, expect_hex } of x86Vectors("encode:raw")) {
  test(`vector: ${name}`, (t) => {
    t.is(encodeRawEvent(args), BigInt(expect_hex));
    t.deepEqual(decodeRawEvent(BigInt(expect_hex)), args);
  });
}

for (const { name, args, expect_hex } of x86Vectors("encode:masked")) {
  test(`vector: ${name}`, (t) => {
    t.is(encodeMaskedEvent(args), BigInt(expect_hex));
    t.deepEqual(decodeMaskedEvent(BigInt(expect_hex)), args);
  });
}

testProp("raw: decode(encode(e)) = e", [anyEntry], (t, { select, match: umask }) => {
  t.deepEqual(decodeRawEvent(encodeRawEvent({ select, umask })), { select, umask });
});

testProp("masked: decode(encode(e)) = e", [anyEntry], (t, entry) => {
  t.deepEqual(decodeMaskedEvent(encodeMaskedEvent(entry)), entry);
});

const anyCode = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  anyEntry.map(encodeMaskedEvent),
);

testProp("masked: only defined bits decode, and nothing is lost", [anyCode], (t, code) => {
  if ((code & ~0xff80000f0000ffffn) !== 0n) {
    refused(t, "KVM_ENTRY_STRAY_BITS", () => decodeMaskedEvent(code));
    return;
  }
  const { select, mask, match, exclude } = decodeMaskedEvent(code);
  const encoded =
    (match & ~mask) !== 0 ? code : encodeMaskedEvent({ select, mask, match, exclude });
  t.is(encoded, code);
});

const stray: readonly [bigint, string][] = [
  [0x200c0n, "bit 17"],
  [0x4300c0n, "bits 16-17, 22"],
  [0xf0000000000000c0n, "bits 60-63"],
  [0xff800000000000c0n, "bits 55-63"],
  [1n << 64n, "bits outside the lowest 64"],
  [-1n, "bits outside the lowest 64"],
];

for (const [code, bits] of stray) {
  test(`raw ${code}: stray ${bits}`, (t) => {
    const error = refused(t, "KVM_ENTRY_STRAY_BITS", () => decodeRawEvent(code));
    t.true(error.message.includes(`has ${bits} set`), error.message);
  });
}

test("Intel's codes have no high part of a select", (t) => {
  t.deepEqual(decodeRawEvent(0x1000000c2n, vendorWidths.amd), { select: 0x1c2, umask: 0 });
  for (const decode of [decodeRawEvent, decodeMaskedEvent]) {
    const call = () => decode(0x1000000c2n, vendorWidths.intel);
    t.regex(refused(t, "KVM_ENTRY_STRAY_BITS", call).message, /bit 32 set/);
  }
  const event = { select: 0x1c2, umask: 0 };
  refused(t, "SELECT_OUT_OF_RANGE", () => encodeRawEvent(event, vendorWidths.intel));
});

test("numbers out of range are refused", (t) => {
  const entry = { select: 0, mask: 0xff, match: 0, exclude: false };
  refused(t, "SELECT_OUT_OF_RANGE", () => encodeRawEvent({ select: 0x1000, umask: 0 }));
  refused(t, "UMASK_OUT_OF_RANGE", () => encodeRawEvent({ select: 0, umask: 0x100 }));
  refused(t, "SELECT_OUT_OF_RANGE", () => encodeMaskedEvent({ ...entry, select: -1 }));
  refused(t, "UMASK_OUT_OF_RANGE", () => encodeMaskedEvent({ ...entry, mask: 0x100 }));
  refused(t, "MATCH_OUTSIDE_MASK", () => encodeMaskedEvent({ ...entry, mask: 1, match: 2 }));
});

test("a masked entry that matches nothing is decoded as it is", (t) => {
  t.deepEqual(decodeMaskedEvent(0x01000000000002c4n, widestWidths), {
    select: 0xc4,
    mask: 1,
    match: 2,
    exclude: false,
  });
});
