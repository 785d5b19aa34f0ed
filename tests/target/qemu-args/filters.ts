import { encodeQemuArguments } from "../../../provider/encoding/qemu-arguments.ts";
import { qemuObjectFromFilter } from "../../../provider/encoding/qemu-filter.ts";
import { exactEntry } from "../../../provider/filter/entry.ts";
import { type Filter, isEmpty } from "../../../provider/filter/filter.ts";
import { anyFilter } from "../../filter/arbitrary-filter.ts";

/** Any filter that QEMU takes. */
export const filterForQemu = anyFilter.filter((filter) => !isEmpty(filter));

/** An allow list of branches and branch misses. */
export const branches: Filter = {
  action: "allow",
  entries: [exactEntry(0xc4, 0), exactEntry(0xc5, 0)],
  fixedCounters: 0b11,
};

/** A filter's QEMU arguments. */
export function argumentsOf(filter: Filter, id = "pmu-filter"): readonly string[] {
  return encodeQemuArguments(qemuObjectFromFilter(filter, id));
}
