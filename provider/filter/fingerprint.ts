import { createHash } from "node:crypto";
import { type Effect, type EventRun, effectOf } from "./effect.ts";
import type { Filter } from "./filter.ts";
import { type Vendor, widthsFor } from "./vendor.ts";

/**
 * A short name for the effect of a filter: 32 lower-case hexadecimal digits (128 bits of SHA-256),
 * equal for two filters exactly when they have the same effect on the hosts. No hosts means that
 * the vendor is not known.
 */
export function fingerprint(filter: Filter, hosts: readonly Vendor[]): string {
  const effect = effectOf(filter, widthsFor(hosts));
  return createHash("sha256").update(effectText(effect)).digest("hex").slice(0, 32);
}

/**
 * The text that is hashed. It stands in state and in files that people keep, through its
 * fingerprint: a change of this text shows every filter as changed.
 */
function effectText(effect: Effect): string {
  return [...effect.events.map(runText), `fixed ${effect.fixedCounters.join(" ")}`].join("\n");
}

function runText(run: EventRun): string {
  const [first, last, umasks] = [run.firstSelect, run.lastSelect, run.umasks].map((value) =>
    value.toString(16),
  );
  return `${first}-${last} ${umasks}`;
}
