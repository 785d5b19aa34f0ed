import { normalise } from "../declared/codec.ts";
import type { PropertyObject } from "../declared/property-value.ts";
import { targetCodec } from "../declared/target.ts";
import { defaultQemuId } from "../encoding/qemu-id.ts";
import { type Arm64Filter, canonicalArm64Filter } from "../filter/arm64/arm64-filter.ts";
import { type Entry, isExact } from "../filter/entry.ts";
import { canonicalFilter, type Filter } from "../filter/filter.ts";
import { fixedCounterBitmap, fixedCountersIn } from "../filter/fixed-counter.ts";
import { hexadecimal } from "../filter/hexadecimal.ts";
import type { Adoptable, Place } from "../target/target-kind.ts";
import type { Context } from "./context.ts";
import { placeText } from "./observed-target.ts";

/** The declaration that would put a filter where it was found. */
export function adoptedInputs(
  place: Place,
  { filter, qemuId = defaultQemuId, target }: Adoptable,
  context: Context,
): PropertyObject {
  return {
    ...("ranges" in filter ? declaredArm64(filter) : declaredX86(place, filter, context)),
    ...(qemuId !== defaultQemuId && { qemuId }),
    targets: [normalise(targetCodec, target)],
  };
}

function declaredX86(place: Place, filter: Filter, { log }: Context): PropertyObject {
  const { action, entries, fixedCounters } = canonicalFilter(filter);
  const named = fixedCountersIn(fixedCounters);
  if (fixedCounterBitmap(named) !== fixedCounters) {
    log.warn(
      `${placeText(place)}: the bitmap ${hexadecimal(fixedCounters)} has bits of fixed counters that do not exist; they are left out.`,
    );
  }
  return {
    action,
    ...(entries.length > 0 && { events: entries.map(declaredEntry) }),
    ...(named.length > 0 && { fixedCounters: named }),
  };
}

function declaredEntry(entry: Entry): PropertyObject {
  const { select, mask, match, exclude } = entry;
  if (isExact(entry)) return { select: hexadecimal(select), umask: hexadecimal(match) };
  return {
    select: hexadecimal(select),
    mask: hexadecimal(mask),
    match: hexadecimal(match),
    ...(exclude && { exclude }),
  };
}

function declaredArm64(filter: Arm64Filter): PropertyObject {
  const { action, ranges } = canonicalArm64Filter(filter);
  // Without events, nothing else says which architecture the filter is for.
  if (ranges.length === 0) return { action, cpus: ["arm64"] };
  return {
    action,
    events: ranges.map(({ first, last }) => ({
      first: hexadecimal(first),
      ...(last !== first && { last: hexadecimal(last) }),
    })),
  };
}
