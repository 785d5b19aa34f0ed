import { testProp } from "@fast-check/ava";
import test from "ava";
import type { Arm64Call } from "../../../provider/encoding/arm64/arm64-call.ts";
import { arm64CallsFromFilter } from "../../../provider/encoding/arm64/arm64-calls.ts";
import {
  type Arm64Surroundings,
  judgeArm64Calls,
} from "../../../provider/encoding/arm64/arm64-verdict.ts";
import type { Errno } from "../../../provider/encoding/errno.ts";
import { allowedRanges } from "../../../provider/filter/arm64/arm64-filter.ts";
import { filterUpTo } from "../../filter/arm64/arbitrary-arm64-filter.ts";

const good: Arm64Call = { baseEvent: 0x11, nevents: 1, action: 0 };
const bad: Arm64Call = { ...good, action: 2 };

testProp("what the library encodes, a kernel takes", [filterUpTo(0x3ff)], (t, filter) => {
  for (const bits of [10, 16] as const) {
    const verdict = judgeArm64Calls(arm64CallsFromFilter(filter, bits), bits);
    t.true(verdict.accepted);
    if (verdict.accepted) {
      t.deepEqual(allowedRanges(verdict.filter, bits), allowedRanges(filter, bits));
    }
  }
});

test("no calls leave the VM without a filter", (t) => {
  t.deepEqual(judgeArm64Calls([]), { accepted: true, filter: undefined });
});

test("the first call that is refused is told", (t) => {
  const verdict = judgeArm64Calls([good, good, bad]);
  t.like(verdict, { accepted: false, errno: "EINVAL", call: 2 });
  t.is("error" in verdict ? verdict.error?.code : undefined, "KVM_ACTION_INVALID");
});

test("the host's space decides", (t) => {
  const call = { baseEvent: 0x3ff, nevents: 2, action: 0 };
  t.true(judgeArm64Calls([call], 16).accepted);
  t.like(judgeArm64Calls([call], 10), { errno: "EINVAL" });
});

/** Each is found out after those above it; EINVAL stands before the last three. */
const inOrder: readonly (readonly [keyof Arm64Surroundings, Errno])[] = [
  ["noPmu", "ENODEV"],
  ["pmuInitialised", "EBUSY"],
  ["unknownAttribute", "ENXIO"],
  ["unreadable", "EFAULT"],
  ["ranOnce", "EBUSY"],
  ["noPmuChosen", "ENXIO"],
  ["outOfMemory", "ENOMEM"],
];

for (const [index, [member, errno]] of inOrder.entries()) {
  test(`${member}: ${errno}, before what is found out later`, (t) => {
    const later = inOrder.slice(index).map(([each]) => [each, true]);
    const surroundings: Arm64Surroundings = Object.fromEntries(later);
    t.like(judgeArm64Calls([good], 16, surroundings), { accepted: false, errno, call: 0 });
    const forBad = index < 4 ? errno : "EINVAL";
    t.like(judgeArm64Calls([bad], 16, surroundings), { accepted: false, errno: forBad });
    t.like(judgeArm64Calls([good], 16, { [member]: true }), { accepted: false, errno });
  });
}
