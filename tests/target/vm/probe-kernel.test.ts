import test from "ava";
import { PmuFilterError } from "../../../provider/errors/pmu-filter-error.ts";
import type { HostAnswer } from "../../../provider/target/host-operation.ts";
import type { TargetFilter } from "../../../provider/target/target-kind.ts";
import { type KernelProbe, probeKernel } from "../../../provider/target/vm/probe-kernel.ts";
import { branches, ran, refused, reported } from "./answers.ts";
import { drive } from "./drive.ts";

const x86: TargetFilter = { kvmStruct: branches.struct };
const arm64: TargetFilter = { arm64Structs: "0800010000000000" };

const error = { code: "FILTER_REFUSED", errno: "EINVAL", message: "It refuses.", hint: "See." };
const judged = { command: "check", vendorRules: "intel", errno: null, dropped: [], dead: [] };
const dropped = [{ index: 0, code: "0x1000000c2", bits: "0x100000000" }];

const answers: readonly [string, TargetFilter, HostAnswer, KernelProbe["verdict"], RegExp][] = [
  ["takes a filter", x86, reported(judged), "accepted", /^kvm1: /],
  ["takes a part of it", x86, reported({ ...judged, dropped }), "partial", /0x1000000c2/],
  ["refuses it", x86, reported({ ...judged, errno: "EINVAL", error }, 1), "refused", /EINVAL/],
  ["cannot be asked", x86, refused("KVM_MISSING", "ENOENT", 4), "unknown", /KVM_MISSING/],
  [
    "takes an arm64 filter",
    arm64,
    reported({ command: "check", eventBits: 16, errno: null, call: null }),
    "accepted",
    /^kvm1: /,
  ],
  [
    "refuses an arm64 filter",
    arm64,
    reported({ command: "check", eventBits: 10, errno: "EINVAL", call: 0, error }, 1),
    "refused",
    /It refuses/,
  ],
  [
    "is of another architecture",
    arm64,
    refused("KVM_STRUCT_TRUNCATED", null, 3),
    "unknown",
    /KVM_STRUCT_TRUNCATED/,
  ],
];

for (const [what, filter, answer, verdict, text] of answers) {
  test(`a kernel ${what}`, (t) => {
    const { asked, result } = drive(probeKernel(filter, "kvm1"), [answer]);
    t.is(result.verdict, verdict);
    t.regex(result.text, text);
    const input = `${filter.kvmStruct ?? filter.arm64Structs}\n`;
    t.deepEqual(asked, [
      [{ op: "run", program: "helper", args: ["check"], input, readOnly: true, onlyIfThere: true }],
    ]);
  });
}

test("without an answer of kvm-pmu-filter, the probe fails", (t) => {
  const probe = () => drive(probeKernel(x86, "kvm1"), [ran("", 127, "not found\n")]);
  t.is(t.throws(probe, { instanceOf: PmuFilterError }).code, "HELPER_FAILED");
});
