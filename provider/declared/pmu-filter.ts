import type { TypeOf } from "io-ts";
import { checkQemuId } from "../encoding/qemu-id.ts";
import { actions } from "../filter/filter.ts";
import { fixedCounterNames } from "../filter/fixed-counter.ts";
import { vendors } from "../filter/vendor.ts";
import type { DeclaredBy } from "./codec.ts";
import { eventCodec } from "./event.ts";
import { list } from "./list.ts";
import { object, optional, required } from "./object.ts";
import { refusedBy } from "./refused-by.ts";
import { choice, flag, text } from "./scalar.ts";
import { judgeDuplicates, targetCodec } from "./target.ts";

/** The properties that a program declares. */
export const pmuFilterProperties = {
  action: required(choice(actions), {
    description:
      "`allow`: exactly the listed events count. `deny`: every event but the listed ones counts.",
  }),
  cpus: optional(list(choice(vendors)), {
    description:
      "Whose event names and widths hold. With several, a name stands for its event on each of them.",
    byDefault: "none: names are refused, and selects may have 12 bits",
  }),
  events: optional(list(eventCodec), {
    description:
      "The listed events, at most 300 after duplicates are taken out. A set: order does not matter.",
    byDefault: "none",
  }),
  fixedCounters: optional(list(choice(fixedCounterNames)), {
    description:
      "Intel's fixed counters that are listed. Names in `events` such as `instructions` list theirs too.",
    byDefault: "none",
  }),
  targets: optional(list(targetCodec), {
    description: "Where the filter is put. Without any, the resource only encodes the filter.",
    byDefault: "none",
  }),
  qemuId: optional(
    text((id) => refusedBy(() => checkQemuId(id))),
    {
      description: "The `id` of the QEMU object, by which `-accel` names it.",
      byDefault: "`pmu-filter`",
    },
  ),
  dryRun: optional(flag, {
    description:
      "Record in the journal what would be done, and change nothing else. True if the provider's `dryRun` or PMUFILTER_DRY_RUN says so.",
    byDefault: "as the provider says",
  }),
};

/** What a program declares of a PmuFilter. */
export const pmuFilterCodec = object(
  "PmuFilter",
  "Which CPU performance-monitoring events the guests of a KVM host may count: an allow or deny set of events, and the places that it applies to.",
  pmuFilterProperties,
  (declared) => judgeDuplicates(declared["targets"]),
);

/** A PmuFilter as declared, every value valid in itself. */
export type DeclaredPmuFilter = TypeOf<typeof pmuFilterCodec>;

/** What a program may write as a PmuFilter's arguments. */
export type PmuFilterArgs = DeclaredBy<typeof pmuFilterCodec>;
