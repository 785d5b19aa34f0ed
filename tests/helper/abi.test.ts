import { kvmAbi, kvmEventBits, kvmStructLayout } from "../../provider/encoding/kvm-abi.ts";
import { encodeKvmStructHex } from "../../provider/encoding/kvm-struct-hex.ts";
import { encodeMaskedEvent } from "../../provider/encoding/masked-event.ts";
import { testWithHelper } from "./helper-test.ts";
import { printedAbi } from "./printed-abi.ts";

testWithHelper("numbers and offsets in C are those in TypeScript", async (t) => {
  const {
    selectLow,
    umask,
    selectHigh,
    exclude,
    mask,
    bytes: _,
    ...numbers
  } = printedAbi(t, "print-abi.c");
  t.deepEqual(numbers, { ...kvmAbi, ...kvmStructLayout });
  const bits = { selectLow, umask, selectHigh, exclude, mask };
  t.deepEqual(bits, {
    selectLow: field(kvmEventBits.selectLow, 8n),
    umask: field(kvmEventBits.umask, 8n),
    selectHigh: field(kvmEventBits.selectHigh, 4n),
    exclude: field(kvmEventBits.exclude, 1n),
    mask: field(kvmEventBits.mask, 8n),
  });
});

const golden =
  "0100000001000000070000800100000000000000000000000000000000000000c534000003" + "0080ff";

testWithHelper("a struct has the same bytes in C and in TypeScript", async (t) => {
  const event = encodeMaskedEvent({ select: 0x3c5, mask: 0xff, match: 0x34, exclude: true });
  const struct = { action: 1, flags: 1, fixedCounterBitmap: 0x80000007, events: [event] };
  t.is(encodeKvmStructHex(struct), golden);
  t.is(printedAbi(t, "print-abi.c")["bytes"], golden);
});

function field(lowest: bigint, width: bigint): string {
  return String(((1n << width) - 1n) << lowest);
}
