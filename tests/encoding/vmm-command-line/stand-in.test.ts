import { fc, testProp } from "@fast-check/ava";
import { startVmm } from "../../../provider/encoding/vmm-command-line/start-vmm.ts";
import { start } from "../../stand-in/start.ts";

/*
 * The stand-in of a QEMU with the series was written by itself from what was seen there. Both must
 * come to the same of any options.
 */

const object = (id: string, bitmap: number) =>
  `{"qom-type":"kvm-pmu-filter","id":"${id}","action":"allow","x86-fixed-counter":${bitmap},"events":[]}`;

const option = fc.constantFrom(
  ["-object", object("f0", 1)],
  ["-object", object("f1", 2)],
  ["-object", object("f2", 0)],
  ["-accel", "kvm"],
  ["-accel", "tcg"],
  ["-accel", "kvm,pmu-filter=f0"],
  ["-accel", "kvm,pmu-filter=f1"],
  ["-accel", "kvm,pmu-filter=f2"],
  ["-accel", "kvm,pmu-filter=f0,pmu-filter=f1"],
  ["-enable-kvm"],
  ["-machine", "q35"],
  ["-machine", "q35,accel=kvm"],
  ["-global", "kvm-accel.pmu-filter=f0"],
);

testProp(
  "a command line comes to what the stand-in makes of it",
  [fc.array(option, { maxLength: 5 }).map((options) => options.flat())],
  (t, args) => {
    t.is(outcome(args), outcomeOfStandIn(args));
  },
  { numRuns: 1000 },
);

/** The bitmap by which a filter is known, or why there is none. */
function outcome(args: readonly string[]): number | string {
  const vm = startVmm(`qemu\0${args.join("\0")}\0`);
  return vm.kind === "object" ? (vm.object["x86-fixed-counter"] ?? 0) : vm.kind;
}

function outcomeOfStandIn(args: readonly string[]): number | string {
  try {
    return start(args).filter?.fixed_counter_bitmap ?? "none";
  } catch {
    return "refused";
  }
}
