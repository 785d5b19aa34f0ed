import { isEmpty } from "../filter/filter.ts";
import type { Problem } from "./problem.ts";
import { type Partially, unknownValue } from "./property-value.ts";
import type { Resolved } from "./resolve.ts";
import type { DeclaredTarget } from "./target.ts";

/** What is wrong with putting a filter at its targets. */
export function judgeTargets(
  { filter, problems }: Resolved,
  targets: Partially<readonly DeclaredTarget[]>,
): readonly Problem[] {
  if (filter === undefined || problems.length > 0 || targets === unknownValue) return [];
  if (filter.arch === "arm64") return targets.flatMap(judgeArm64);
  const inQemu = targets.some((target) => target !== unknownValue && target.qemuArgs !== undefined);
  return inQemu && isEmpty(filter) ? [emptyForQemu] : [];
}

function judgeArm64(target: Partially<DeclaredTarget>, index: number): readonly Problem[] {
  if (target === unknownValue) return [];
  const { qemuArgs, kvm, libvirt } = target;
  const refusal = (path: Problem["path"], hint: string): readonly Problem[] => [
    {
      path: ["targets", index, ...path],
      code: "TARGET_ARCH",
      message: "takes x86 filters, and this one is for arm64",
      hint,
    },
  ];
  if (qemuArgs !== undefined) {
    return refusal(
      [],
      "No QEMU takes an arm64 filter from a file. Give it to a libvirt domain, or start the VM by kvm-pmu-filter exec with the output arm64Structs.",
    );
  }
  if (kvm !== undefined) {
    return refusal(
      [],
      "An arm64 kernel takes a filter only before the VM runs: give it to a libvirt domain, or start the VM by kvm-pmu-filter exec with the output arm64Structs.",
    );
  }
  if (libvirt === undefined || libvirt === unknownValue || libvirt.live !== true) return [];
  return refusal(["libvirt", "live"], "It takes effect when the domain starts: leave live out.");
}

const emptyForQemu: Problem = {
  path: ["events"],
  code: "QEMU_FILTER_EMPTY",
  message: "are empty and no fixed counter is listed, which QEMU refuses",
  hint: "List an event. To deny every event, allow a single unused one; to allow every event, give no filter.",
};
