import type { PropertyPath } from "../declared/property-path.ts";
import type { ErrorCode } from "../errors/error-code.ts";
import { PmuFilterError, tell } from "../errors/pmu-filter-error.ts";
import type { Context } from "./context.ts";

type Secrecy = Pick<Context, "secretFilter">;

/**
 * Whether a resource's filter tells of a secret.
 *
 * @param secrets - the ways to all secrets of the resource
 */
export function isFilterSecret(secrets: readonly PropertyPath[]): boolean {
  return secrets.some(([key, ...rest]) => key === "fingerprint" && rest.length === 0);
}

/** The warnings about a filter at a place, as everybody may read them: a kernel's quote its events. */
export function tellableWarnings(
  place: string,
  warnings: readonly string[],
  { secretFilter = false }: Secrecy,
): readonly string[] {
  if (!secretFilter || warnings.length === 0) return warnings;
  return [
    `${place}: there is something to say about the filter there, which is not told, because that would show a secret.`,
  ];
}

/** An error as the user reads it; one that nobody expected keeps its name. */
export function failureText(error: unknown, { secretFilter = false }: Secrecy = {}): string {
  if (!(error instanceof PmuFilterError)) return String(error);
  if (!secretFilter || !quoting.includes(error.code)) return error.describe();
  return tell(
    "it failed, and what was said of it is not told, because that would show a secret",
    "docs/errors.md tells what the code means.",
    error.code,
  );
}

/** The errors in which the kernel, kvm-pmu-filter or libvirt may quote a filter. */
const quoting: readonly ErrorCode[] = [
  "FILTER_REFUSED",
  "FILTER_UNCERTAIN",
  "HELPER_FAILED",
  "LIBVIRT_FAILED",
  "DOMAIN_CONFLICT",
];
