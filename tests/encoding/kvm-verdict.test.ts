import { testProp } from "@fast-check/ava";
import test from "ava";
import { type Errno, errnoNumbers } from "../../provider/encoding/errno.ts";
import type { KernelRefusal } from "../../provider/encoding/kernel-refusal.ts";
import { kvmStructFromFilter } from "../../provider/encoding/kvm-filter.ts";
import { encodeKvmStruct } from "../../provider/encoding/kvm-struct.ts";
import { judgeKvmBytes, judgeKvmStruct } from "../../provider/encoding/kvm-verdict.ts";
import type { ErrorCode } from "../../provider/errors/error-code.ts";
import { exactEntry } from "../../provider/filter/entry.ts";
import { canonicalFilter } from "../../provider/filter/filter.ts";
import { vendorWidths, widestWidths } from "../../provider/filter/vendor.ts";
import { anyFilter } from "../filter/arbitrary-filter.ts";
import { refused } from "./refusal.ts";

const { intel, amd } = vendorWidths;
const deny = { action: 1, flags: 0, fixedCounterBitmap: 0, events: [] };

testProp("what the library encodes, a kernel takes whole", [anyFilter], (t, filter) => {
  const struct = kvmStructFromFilter(filter);
  const verdict = {
    accepted: true,
    filter: canonicalFilter(filter),
    dropped: [],
    dead: [],
  } as const;
  t.deepEqual(judgeKvmStruct(struct), verdict);
  t.deepEqual(judgeKvmBytes(encodeKvmStruct(struct)), verdict);
});

test("raw events with stray bits are dropped, each by itself", (t) => {
  const events = [0x200c0n, 0xc4n, 0x1000000c2n, 0xff000000000000c0n];
  const kept = exactEntry(0xc4, 0);
  const filter = { action: "deny", entries: [kept], fixedCounters: 0 } as const;
  const onIntel = { accepted: true, filter, dropped: [0, 2, 3], dead: [] } as const;
  t.deepEqual(judgeKvmStruct({ ...deny, events }, intel), onIntel);
  const entries = [kept, exactEntry(0x1c2, 0)];
  const onAmd = { ...onIntel, filter: { ...filter, entries }, dropped: [0, 3] };
  t.deepEqual(judgeKvmStruct({ ...deny, events }, amd), onAmd);
});

test("masked entries that can match nothing are told, and kept", (t) => {
  const events = [0xff000000000000c0n, 0x01000000000002c4n, 0x0180000000000ac4n];
  const verdict = judgeKvmStruct({ ...deny, flags: 1, events }, widestWidths);
  t.like(verdict, { accepted: true, dropped: [], dead: [1, 2] });
  t.is(verdict.accepted ? verdict.filter.entries.length : 0, 3);
});

const many = Array.from({ length: 301 }, () => 1n << 60n);
const refusals: readonly (readonly [
  string,
  Parameters<typeof judgeKvmStruct>,
  Errno,
  ErrorCode,
])[] = [
  [
    "an action, before all else",
    [{ ...deny, action: 2, flags: 9, events: many }],
    "EINVAL",
    "KVM_ACTION_INVALID",
  ],
  ["flags, before nevents", [{ ...deny, flags: 2, events: many }], "EINVAL", "KVM_FLAGS_INVALID"],
  ["nevents, before entries", [{ ...deny, flags: 1, events: many }], "E2BIG", "TOO_MANY_ENTRIES"],
  [
    "a masked entry",
    [{ ...deny, flags: 1, events: [1n << 16n] }],
    "EINVAL",
    "KVM_ENTRY_STRAY_BITS",
  ],
  [
    "a wide select on Intel",
    [{ ...deny, flags: 1, events: [1n << 32n] }, intel],
    "EINVAL",
    "KVM_ENTRY_STRAY_BITS",
  ],
];

for (const [what, args, errno, code] of refusals) {
  test(`refused: ${what}`, (t) => {
    const verdict = judgeKvmStruct(...args) as KernelRefusal;
    t.like(verdict, { accepted: false, errno });
    t.is(verdict.error?.code, code);
  });
}

test("surroundings decide in the kernel's order", (t) => {
  const bytes = encodeKvmStruct({ ...deny, events: [0xc0n] });
  const invalid = bytes.with(0, 7);
  const header = bytes.subarray(0, 32);
  const all = { notOnVm: true, foreignProcess: true, outOfMemory: true };
  const answers: readonly (readonly [Parameters<typeof judgeKvmBytes>, Errno])[] = [
    [[invalid, amd, all], "EINVAL"],
    [[invalid, amd, { ...all, notOnVm: false }], "EIO"],
    [[invalid, amd, { outOfMemory: true }], "EINVAL"],
    [[bytes.subarray(0, 31), amd, { outOfMemory: true }], "EFAULT"],
    [[header, amd, { outOfMemory: true }], "ENOMEM"],
    [[header, amd], "EFAULT"],
    [[bytes.subarray(0, 39), amd], "EFAULT"],
  ];
  for (const [args, errno] of answers) t.like(judgeKvmBytes(...args), { accepted: false, errno });
  t.true(judgeKvmBytes(bytes, amd).accepted);
});

test("what no struct can hold is not judged", (t) => {
  refused(t, "BITMAP_OUT_OF_RANGE", () => judgeKvmStruct({ ...deny, fixedCounterBitmap: -1 }));
  for (const flags of [0, 1]) {
    refused(t, "KVM_ENTRY_STRAY_BITS", () =>
      judgeKvmStruct({ ...deny, flags, events: [1n << 64n] }),
    );
  }
});

test("errors have their numbers on Linux", (t) => {
  t.is(errnoNumbers.EINVAL, 22);
  t.is(errnoNumbers.E2BIG, 7);
  t.is(new Set(Object.values(errnoNumbers)).size, Object.keys(errnoNumbers).length);
});
