import type { DeclaredConnection } from "./connection.ts";

/**
 * How a target's host is reached: its own connection, completed by the provider's.
 *
 * @param own - the target's
 * @param fallback - the provider's
 * @returns undefined for this machine, where neither names a host
 */
export function effectiveConnection(
  own: DeclaredConnection | undefined,
  fallback: DeclaredConnection | undefined,
): DeclaredConnection | undefined {
  if (own === undefined) return fallback?.host === undefined ? undefined : fallback;
  if (fallback === undefined) return own;
  const { hostKey, port, ...general } = fallback;
  // A key is one host's; and a port goes with the host that it was said for.
  const sameHost = own.host === undefined || own.host === fallback.host;
  const particular = {
    ...(hostKey !== undefined && sameHost && { hostKey }),
    ...(port !== undefined && (sameHost || fallback.host === undefined) && { port }),
  };
  return { ...general, ...particular, ...own };
}
