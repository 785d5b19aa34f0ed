import { createHash } from "node:crypto";
import { arm64Effect } from "./arm64-effect.ts";
import type { Arm64Filter } from "./arm64-filter.ts";
import type { EventBits } from "./event-space.ts";

/**
 * A short name for the effect of a filter: 32 lower-case hexadecimal digits (128 bits of SHA-256),
 * equal for two filters exactly when they let the same events through. It stands in state, so the
 * hashed text must not change.
 */
export function arm64Fingerprint(filter: Arm64Filter, bits: EventBits = 16): string {
  const text = `arm64 ${bits}\n${arm64Effect(filter, bits)}`;
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
