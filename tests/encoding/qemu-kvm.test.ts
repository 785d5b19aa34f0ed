import test from "ava";
import { judgeKvmStruct } from "../../provider/encoding/kvm-verdict.ts";
import { kvmStructByQemu, kvmStructFromQemuObject } from "../../provider/encoding/qemu-kvm.ts";
import type { QemuEvent, QemuObject } from "../../provider/encoding/qemu-object.ts";
import type { ErrorCode } from "../../provider/errors/error-code.ts";
import { vendorWidths, widestWidths } from "../../provider/filter/vendor.ts";
import { refused } from "./refusal.ts";

function objectWith(...events: readonly QemuEvent[]): QemuObject {
  return { "qom-type": "kvm-pmu-filter", id: "f0", action: "deny", events };
}

const raw = { format: "raw", code: 0x200c0n } as const;
const wide = { format: "x86-select-umask", select: 0x1c2, umask: 0 } as const;
const dead = {
  format: "x86-masked-entry",
  select: 0xc4,
  mask: 1,
  match: 2,
  exclude: false,
} as const;

const odd: readonly (readonly [string, QemuEvent, bigint, ErrorCode, object])[] = [
  ["a raw code that KVM drops", raw, 0x200c0n, "KVM_ENTRY_STRAY_BITS", { dropped: [0] }],
  ["a select that Intel drops", wide, 0x1000000c2n, "SELECT_OUT_OF_RANGE", { dropped: [0] }],
  [
    "an entry that can match nothing",
    dead,
    0x01000000000002c4n,
    "MATCH_OUTSIDE_MASK",
    { dead: [0] },
  ],
];

for (const [what, event, code, error, verdict] of odd) {
  test(`QEMU hands over ${what}; the strict way does not`, (t) => {
    const struct = kvmStructByQemu(objectWith(event));
    t.deepEqual(struct.events, [code]);
    t.like(judgeKvmStruct(struct, vendorWidths.intel), { accepted: true, ...verdict });
    refused(t, error, () => kvmStructFromQemuObject(objectWith(event), vendorWidths.intel));
  });
}

test("QEMU hands over more entries than KVM takes", (t) => {
  const object = objectWith(...Array.from({ length: 301 }, () => wide));
  t.like(judgeKvmStruct(kvmStructByQemu(object), widestWidths), { errno: "E2BIG" });
});

const refusals: readonly (readonly [string, QemuObject, ErrorCode])[] = [
  ["a select of 13 bits", objectWith({ ...wide, select: 0x1000 }), "SELECT_OUT_OF_RANGE"],
  ["a masked select of 13 bits", objectWith({ ...dead, select: 0x1000 }), "SELECT_OUT_OF_RANGE"],
  ["a umask of 9 bits", objectWith({ ...wide, umask: 0x100 }), "UMASK_OUT_OF_RANGE"],
  ["a mask of 9 bits", objectWith({ ...dead, mask: 0x100 }), "UMASK_OUT_OF_RANGE"],
  ["a match of 9 bits", objectWith({ ...dead, match: 0x100 }), "UMASK_OUT_OF_RANGE"],
  ["a code of 65 bits", objectWith({ ...raw, code: 1n << 64n }), "KVM_ENTRY_STRAY_BITS"],
  ["mixed formats", objectWith(raw, dead), "QEMU_FORMATS_MIXED"],
  ["nothing", objectWith(), "QEMU_FILTER_EMPTY"],
  ["a bad id", { ...objectWith(raw), id: "0" }, "QEMU_ID_INVALID"],
  [
    "a bitmap of 33 bits",
    { ...objectWith(raw), "x86-fixed-counter": 2 ** 32 },
    "BITMAP_OUT_OF_RANGE",
  ],
];

for (const [what, object, code] of refusals) {
  test(`QEMU itself refuses ${what}`, (t) => {
    refused(t, code, () => kvmStructByQemu(object));
  });
}
