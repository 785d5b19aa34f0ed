import { architecturalEvents } from "./architectural-events.ts";
import type { CatalogEvent } from "./catalog-event.ts";
import { genericEvents } from "./generic-events.ts";
import { intelEvents } from "./intel-events.ts";

/** Every event with a name; where several name one code, those shown first stand first. */
export const catalog: readonly CatalogEvent[] = [
  ...genericEvents,
  ...architecturalEvents,
  ...intelEvents,
];
