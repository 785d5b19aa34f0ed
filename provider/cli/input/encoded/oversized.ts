import { kvmAbi } from "../../../encoding/kvm-abi.ts";
import type { KvmPmuEventFilter } from "../../../encoding/kvm-struct.ts";
import { judgeKvmStruct, type KvmVerdict } from "../../../encoding/kvm-verdict.ts";
import type { VendorWidths } from "../../../filter/vendor.ts";

/**
 * What KVM would make of a struct if it took any number of events: what it makes of as many as it
 * takes, put together.
 */
export function oversizedVerdict(struct: KvmPmuEventFilter, widths: VendorWidths): KvmVerdict {
  const starts = [...struct.events.keys()].filter((index) => index % kvmAbi.maxEvents === 0);
  const parts = starts.map((start) => {
    const events = struct.events.slice(start, start + kvmAbi.maxEvents);
    return { start, verdict: judgeKvmStruct({ ...struct, events }, widths) };
  });
  const refused = parts.find(({ verdict }) => !verdict.accepted);
  if (refused !== undefined) return refused.verdict;
  const taken = parts.flatMap(({ start, verdict }) =>
    verdict.accepted ? [{ ...verdict, start }] : [],
  );
  const [first] = taken;
  if (first === undefined) return judgeKvmStruct(struct, widths);
  const indexes = (of: "dropped" | "dead") =>
    taken.flatMap((part) => part[of].map((index) => part.start + index));
  return {
    accepted: true,
    filter: { ...first.filter, entries: taken.flatMap(({ filter }) => filter.entries) },
    dropped: indexes("dropped"),
    dead: indexes("dead"),
  };
}
