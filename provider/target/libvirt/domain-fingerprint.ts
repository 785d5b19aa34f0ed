import { createHash } from "node:crypto";
import type { Affected } from "../../declared/domain.ts";

/** What of a domain's filter its fingerprint covers. */
export interface Fingerprinted {
  /** The filter's own fingerprint; undefined: none that can be read. */
  readonly struct: string | undefined;
  /** As arguments, where they are put, too. */
  readonly args: readonly string[] | undefined;
  readonly affected: Affected;
  /** What the domain that runs has instead. */
  readonly running?: string;
}

/** A fingerprint of a domain's filter: 16 hexadecimal digits. */
export function domainFingerprint({ struct, args, affected, running }: Fingerprinted): string {
  const parts = [struct ?? null, args ?? null, affected.config, affected.live, running ?? null];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
