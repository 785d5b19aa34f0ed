import type { PerfArch } from "./perf-event.ts";

/**
 * The terms that a core PMU's driver defines, with their widths in bits (kernel,
 * arch/x86/events/{intel,amd}/core.c and drivers/perf/arm_pmuv3.c; on a machine they are in
 * /sys/bus/event_source/devices/PMU/format). x86's are those of all its CPUs together: the widest
 * `event` is AMD's, the widest `umask` that of newer Intel cores.
 */
export const pmuFormats: Readonly<Record<PerfArch, ReadonlyMap<string, number>>> = {
  x86: new Map([
    ["event", 12],
    ["umask", 16],
    ["edge", 1],
    ["pc", 1],
    ["any", 1],
    ["inv", 1],
    ["cmask", 8],
    ["in_tx", 1],
    ["in_tx_cp", 1],
    ["eq", 1],
    ["metrics_clear", 1],
    ["offcore_rsp", 64],
    ["offmodule_rsp", 64],
    ["snoop_rsp", 64],
    ["ldlat", 16],
    ["frontend", 24],
    ["acr_mask", 64],
  ]),
  arm64: new Map([
    ["event", 16],
    ["long", 1],
    ["rdpmc", 1],
    ["threshold", 12],
    ["threshold_compare", 2],
    ["threshold_count", 1],
  ]),
};

/** The config words behind the first; what they mean is the driver's, and no filter sees them. */
export const extraConfigs: ReadonlySet<string> = new Set([
  "config1",
  "config2",
  "config3",
  "config4",
]);

/**
 * Terms that every PMU takes and that say nothing of which event it is (kernel,
 * tools/perf/util/parse-events.l, config_term_names).
 */
export const sessionTerms: ReadonlySet<string> = new Set([
  "name",
  "period",
  "freq",
  "branch_type",
  "time",
  "call-graph",
  "stack-size",
  "max-stack",
  "nr",
  "inherit",
  "no-inherit",
  "overwrite",
  "no-overwrite",
  "percore",
  "aux-output",
  "aux-action",
  "aux-sample-size",
  "metric-id",
  "cpu",
  "ratio-to-prev",
]);
