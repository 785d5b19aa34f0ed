import type { PropertyObject } from "../declared/property-value.ts";
import type { Context } from "./context.ts";

/** Whether a resource is in a dry run: its own `dryRun`, or the provider's, says so. */
export function isDryRun(inputs: PropertyObject, { dryRun }: Pick<Context, "dryRun">): boolean {
  return dryRun || inputs["dryRun"] === true;
}
