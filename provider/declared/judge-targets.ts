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
  if (filter === undefined || problems.length > 0) return [];
  if (targets === unknownValue || targets.length === 0) return [];
  if (filter.arch === "x86") return isEmpty(filter) ? [emptyForQemu] : [];
  return targets.map((_, index) => ({
    path: ["targets", index],
    code: "TARGET_ARCH",
    message: "takes x86 filters, and this one is for arm64",
    hint: "No QEMU takes an arm64 filter from a file. Without targets the resource encodes it, for VMMs that take the posted texts.",
  }));
}

const emptyForQemu: Problem = {
  path: ["events"],
  code: "QEMU_FILTER_EMPTY",
  message: "are empty and no fixed counter is listed, which QEMU refuses",
  hint: "List an event. To deny every event, allow a single unused one; to allow every event, give no filter.",
};
