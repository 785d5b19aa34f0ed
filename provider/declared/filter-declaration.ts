import type { TypeOf } from "io-ts";
import { presetNames } from "../catalog/presets/preset.ts";
import { checkQemuId } from "../encoding/qemu-id.ts";
import { actions } from "../filter/filter.ts";
import { fixedCounterNames } from "../filter/fixed-counter.ts";
import { cpuCodec, judgeCpus } from "./cpu.ts";
import { eventCodec } from "./event.ts";
import { judgeLint, lintSettingsCodec } from "./lint-settings.ts";
import { list } from "./list.ts";
import { object, optional, required } from "./object.ts";
import type { Problem } from "./problem.ts";
import type { PropertyObject } from "./property-value.ts";
import { refusedBy } from "./refused-by.ts";
import { choice, text } from "./scalar.ts";

/** The properties that say a filter, wherever it is put. */
export const filterProperties = {
  action: required(choice(actions), {
    description:
      "`allow`: exactly the listed events count. `deny`: every event but the listed ones counts.",
  }),
  cpus: optional(list(cpuCodec), {
    description:
      "Whose event names and widths hold: core types (`SPR`, `zen4`, `neoverse-n1`), or the families `intel` and `amd` for the names that all their cores share, and `arm64` for those that Arm defines or recommends. With several, a name stands for its event on each of them. `pmufilter events` lists them.",
    byDefault: "none: names are refused, and selects may have 12 bits",
  }),
  presets: optional(list(choice(presetNames)), {
    description:
      "Reviewed lists of events for the `cpus`. `architectural`: cycles, instructions, branches and their like, and their fixed counters; nothing of caches. `standard`: that and most events of the core and its own caches. `no-shared-resources`: every event of the core's table but those of the last-level cache, memory, the bus and other cores; under `deny`, those.",
    byDefault: "none",
  }),
  events: optional(list(eventCodec), {
    description:
      "The listed events. A set: order does not matter. KVM takes 300 entries on x86; more are merged into masked entries that match exactly the same events, and refused if they still do not fit.",
    byDefault: "none",
  }),
  fixedCounters: optional(list(choice(fixedCounterNames)), {
    description:
      "Intel's fixed counters that are listed. Names in `events` such as `instructions` list theirs too.",
    byDefault: "none",
  }),
  lint: optional(lintSettingsCodec, {
    description:
      "By rule of docs/lint.md, `off`, `warn` or `error`: what is valid and probably not meant. An error stops the preview.",
    byDefault: "as the provider says, else as docs/lint.md says",
  }),
  qemuId: optional(
    text((id) => refusedBy(() => checkQemuId(id))),
    {
      description: "The `id` of the QEMU object, by which `-accel` names it.",
      byDefault: "`pmu-filter`",
    },
  ),
};

/** A filter by itself, as the command line reads it. */
export const filterCodec = object(
  "Filter",
  "Which CPU performance-monitoring events a guest may count.",
  filterProperties,
  judgeFilter,
);

/** A filter as declared, every value valid in itself. */
export type DeclaredFilter = TypeOf<typeof filterCodec>;

/** What is wrong with the parts of a filter together. */
export function judgeFilter(declared: PropertyObject): readonly Problem[] {
  return [...judgeCpus(declared["cpus"]), ...judgeLint(declared["lint"])];
}
