import type { EventClass } from "./event-class.ts";

/**
 * A reviewed rule that puts the events of a vendor's tables into a class by their names; by names and
 * not codes, so that it holds for core types yet to be imported.
 */
export interface EventRule {
  readonly class: EventClass;
  /** For the names as in the table; letter case counts. */
  readonly pattern: RegExp;
  /** Why these events are in the class. */
  readonly why: string;
  /** True for a rule that holds only where cores share their L2. */
  readonly onSharedL2?: boolean;
}
