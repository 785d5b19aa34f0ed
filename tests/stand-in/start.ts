import { type Accelerator, readCommandLine } from "./command-line.ts";
import { createObject, type PmuFilterObject } from "./pmu-filter-object.ts";
import { QemuError } from "./qemu-error.ts";
import { type KernelFilter, setFilter } from "./set-filter.ts";

/** What comes of a command line. */
export interface Started {
  /** What reaches the kernel; undefined for a VM without a filter. */
  readonly filter: KernelFilter | undefined;
  readonly warnings: readonly string[];
}

/**
 * Starts a VM as far as filters go: every object is made, then the first accelerator alone is set
 * up, with the one object that it links to.
 *
 * @throws QemuError
 */
export function start(args: readonly string[]): Started {
  const { objects, accelerators, warnings } = readCommandLine(args);
  const byId = new Map<string, PmuFilterObject>();
  for (const option of objects) {
    const object = createObject(option);
    if (byId.has(object.id)) {
      throw new QemuError(
        `attempt to add duplicate property '${object.id}' to object (type 'container')`,
      );
    }
    byId.set(object.id, object);
  }
  const [accelerator] = accelerators;
  const linked = accelerator && linkedObject(accelerator, byId);
  return { filter: linked && setFilter(linked), warnings };
}

function linkedObject(
  { name, properties }: Accelerator,
  byId: ReadonlyMap<string, PmuFilterObject>,
): PmuFilterObject | undefined {
  let linked: PmuFilterObject | undefined;
  for (const [property, id] of properties) {
    if (name !== "kvm" || property !== "pmu-filter") {
      throw new QemuError(`Property '${name}-accel.${property}' not found`);
    }
    if (id === "") throw new QemuError("Segmentation fault: an empty pmu-filter= crashes it");
    linked = byId.get(id);
    if (linked === undefined) throw new QemuError(`Device '${id}' not found`);
  }
  return linked;
}
