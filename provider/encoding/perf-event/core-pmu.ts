import type { PerfArch } from "./perf-event.ts";

/**
 * Whose core PMU a name of perf's is: `cpu` and the hybrid parts' `cpu_core` and `cpu_atom` are x86's,
 * `armv8_pmuv3_0`, `armv8_cortex_a76` or `armv9_neoverse_n2` arm64's (kernel, drivers/perf/arm_pmuv3.c);
 * `default_core` is perf's word for that of the machine. Undefined for any other PMU.
 */
export function corePmu(name: string): PerfArch | "any" | undefined {
  if (/^cpu(?:_core|_atom)?$/.test(name)) return "x86";
  if (/^armv[89]_\w+$/.test(name)) return "arm64";
  return name === "default_core" ? "any" : undefined;
}

/** Whether perf has a PMU of this name that is no core's; those of drivers not listed are not known. */
export function isOtherPmu(name: string): boolean {
  return otherPmus.test(name);
}

/**
 * What an event's name is if it is no hardware event: a software event (kernel,
 * tools/perf/Documentation/perf-list.txt; include/uapi/linux/perf_event.h, PERF_COUNT_SW_*) or one
 * of perf's own (tools/perf/util/tool_pmu.c). Undefined for any other name.
 */
export function softwareEvent(name: string): "a software event" | "perf's own event" | undefined {
  if (softwareEvents.has(name)) return "a software event";
  return toolEvents.has(name) ? "perf's own event" : undefined;
}

/** /sys/bus/event_source/devices of x86 and arm64 machines, and perf's own PMUs. */
const otherPmus = new RegExp(
  `^(?:${[
    "uncore_.*",
    "amd_(?:df|l3|l2|nb|iommu|umc).*",
    "ibs_(?:op|fetch)",
    "cstate_.*",
    "power.*",
    "msr",
    "intel_(?:pt|bts)",
    "cs_etm",
    "arm_.*",
    "dmc620_.*",
    "smmuv3_.*",
    "hisi_.*",
    "cxl_.*",
    "dsa\\d*|iax\\d*",
    "i915|xe_.*",
    "hwmon_.*",
    "software|tool|tracepoint|breakpoint|kprobe|uprobe",
  ].join("|")})$`,
);

const softwareEvents: ReadonlySet<string> = new Set([
  "alignment-faults",
  "bpf-output",
  "cgroup-switches",
  "context-switches",
  "cpu-clock",
  "cpu-migrations",
  "cs",
  "dummy",
  "emulation-faults",
  "faults",
  "major-faults",
  "migrations",
  "minor-faults",
  "page-faults",
  "task-clock",
]);

const toolEvents: ReadonlySet<string> = new Set([
  "duration_time",
  "has_pmem",
  "num_cores",
  "num_cpus",
  "num_cpus_online",
  "num_dies",
  "num_packages",
  "slots_per_cycle",
  "smt_on",
  "system_time",
  "system_tsc_freq",
  "user_time",
]);
