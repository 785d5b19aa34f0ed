import { architecturalEvents } from "./architectural-events.ts";
import type { CatalogEvent } from "./catalog-event.ts";
import { genericEvents } from "./generic-events.ts";
import { intelEvents } from "./intel-events.ts";

/** Events whose names hold on all cores of a family, or on all that have the event. */
export const catalog: readonly CatalogEvent[] = [
  ...genericEvents,
  ...architecturalEvents,
  ...intelEvents,
];
