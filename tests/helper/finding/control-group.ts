import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";

/** Where systemd's control groups are: in version 2, or in its own hierarchy of version 1. */
export type Hierarchy = "cgroup2" | "name=systemd";

/** A hierarchy's root here, or why no group can be made in it. */
export function hierarchyRoot(hierarchy: Hierarchy): { root?: string; missing?: string } {
  const found = readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" "))
    .find(([, , type = "", options = ""]) =>
      hierarchy === "cgroup2" ? type === hierarchy : options.split(",").includes(hierarchy),
    );
  const root = found?.[1];
  if (root === undefined) return { missing: `no ${hierarchy} is mounted` };
  const probe = join(root, `kvm-pmu-filter-${process.pid}`);
  try {
    mkdirSync(probe);
    rmdirSync(probe);
    return { root };
  } catch (error) {
    return { missing: `no group can be made: ${(error as NodeJS.ErrnoException).code}` };
  }
}

/** Makes a group, until the test ends. Its processes have to be gone by then. */
export function makeGroup(t: ExecutionContext, root: string, path: string): string {
  const made: string[] = [];
  let group = root;
  for (const part of path.split("/")) {
    group = join(group, part);
    mkdirSync(group);
    made.unshift(group);
  }
  t.teardown(() => {
    for (const directory of made) rmdirSync(directory);
  });
  return group;
}

/** Puts a process into a group. */
export function moveInto(group: string, pid: number): void {
  writeFileSync(join(group, "cgroup.procs"), String(pid));
}
