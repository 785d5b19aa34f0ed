import test from "ava";
import { kvmAbi } from "../../provider/encoding/kvm-abi.ts";
import { x86Vectors } from "../filter/x86-vectors.ts";

test("the call's number is _IOW(0xAE, 0xb2, 32 bytes)", (t) => {
  const write = 1;
  const ioctl: number = kvmAbi.setPmuEventFilter;
  t.is(ioctl, (write << 30) | (32 << 16) | (0xae << 8) | 0xb2);
  for (const row of x86Vectors("encode:struct")) t.is(ioctl, Number(row.ioctl));
});
