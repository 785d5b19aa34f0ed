import type { PropertyObject } from "../declared/property-value.ts";
import type { Context } from "./context.ts";

/** How a resource is to be worked on. */
export interface Mode {
  /** Plans go to the journal, and no host is asked. */
  readonly dryRun: boolean;
  /** Targets on hosts that cannot be reached are forgotten when they are to be taken away. */
  readonly dropUnreachable: boolean;
}

/** What a resource's own properties and the provider's settings say together. */
export function modeOf(
  inputs: PropertyObject,
  context: Pick<Context, "dryRun" | "dropUnreachable">,
): Mode {
  return {
    dryRun: isDryRun(inputs, context),
    dropUnreachable: context.dropUnreachable === true || inputs["dropUnreachable"] === true,
  };
}

/** Whether a resource is in a dry run: its own `dryRun`, or the provider's, says so. */
export function isDryRun(inputs: PropertyObject, { dryRun }: Pick<Context, "dryRun">): boolean {
  return dryRun || inputs["dryRun"] === true;
}
