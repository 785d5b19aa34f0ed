import type { TypeOf } from "io-ts";
import type { DeclaredBy } from "./codec.ts";
import { filterProperties, judgeFilter } from "./filter-declaration.ts";
import { list } from "./list.ts";
import { object, optional } from "./object.ts";
import { flag } from "./scalar.ts";
import { targetCodec } from "./target.ts";

/** The properties that a program declares. */
export const pmuFilterProperties = {
  ...filterProperties,
  targets: optional(list(targetCodec), {
    description: "Where the filter is put. Without any, the resource only encodes the filter.",
    byDefault: "none",
  }),
  probe: optional(flag, {
    description:
      "Have previews ask the hosts whether their kernels take the filter. Nothing is changed there. Without it a preview asks no host.",
    byDefault: "as the provider says",
  }),
  dropUnreachable: optional(flag, {
    description:
      "Forget targets that are to be taken away and whose host cannot be reached, with a warning; what is there stays. Without it a delete fails then.",
    byDefault: "as the provider says",
  }),
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
  judgeFilter,
);

/** A PmuFilter as declared, every value valid in itself. */
export type DeclaredPmuFilter = TypeOf<typeof pmuFilterCodec>;

/** What a program may write as a PmuFilter's arguments. */
export type PmuFilterArgs = DeclaredBy<typeof pmuFilterCodec>;
