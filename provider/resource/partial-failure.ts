import type { PropertyObject } from "../declared/property-value.ts";

/**
 * An operation that was done in part: Pulumi saves the state, shows the reasons, and updates the
 * resource again on the next run.
 */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";
  readonly id: string;
  readonly properties: PropertyObject;
  readonly reasons: readonly string[];

  constructor(id: string, properties: PropertyObject, reasons: readonly string[]) {
    super(`${reasons.length} of the resource's targets failed`);
    this.id = id;
    this.properties = properties;
    this.reasons = reasons;
  }
}
