/** What an event tells of besides its own core, in the words of the rules. */
export type EventClass = SharedResource | HostTrait;

/** Something that cores, or the threads of a core, share. */
export type SharedResource =
  | "bus"
  | "llc"
  | "memory"
  | "offcore"
  | "remote"
  | "shared-l2"
  | "sibling-thread"
  | "snoop";

/** Something of the machine that no other guest shares, but that is not the guest's own doing. */
export type HostTrait = "latency" | "platform";

/** A class in words, and whether it is of something shared. */
export interface ClassMeaning {
  readonly title: string;
  readonly shared: boolean;
}

/** Every class. */
export const eventClasses: Readonly<Record<EventClass, ClassMeaning>> = {
  bus: { title: "locks and requests on the bus or interconnect", shared: true },
  llc: { title: "the last-level cache", shared: true },
  memory: { title: "memory: DRAM, persistent memory, CXL", shared: true },
  offcore: { title: "requests that leave the core, and their answers", shared: true },
  remote: { title: "other sockets and nodes", shared: true },
  "shared-l2": { title: "an L2 that several cores share", shared: true },
  "sibling-thread": { title: "the other hardware thread of the core", shared: true },
  snoop: { title: "snoops and other cores' caches", shared: true },
  latency: {
    title: "time spent waiting for what lies beyond the core's own caches",
    shared: false,
  },
  platform: { title: "the machine underneath: power, interrupts, tracing", shared: false },
};

/** Whether a class is of something shared. */
export function isShared(eventClass: EventClass): eventClass is SharedResource {
  return eventClasses[eventClass].shared;
}
