import type { DeclaredConnection } from "../declared/connection.ts";
import type { DeclaredTarget } from "../declared/target.ts";
import type { Arm64Filter } from "../filter/arm64/arm64-filter.ts";
import type { Filter } from "../filter/filter.ts";
import type { Observation } from "./observation.ts";
import type { Procedure } from "./procedure.ts";
import type { Step } from "./step.ts";

/** A filter in the forms in which targets take it; those of other architectures are absent. */
export interface TargetFilter {
  /** `-object JSON -accel PROPERTIES`; absent for an empty filter, too. */
  readonly qemuArguments?: readonly string[];
  /** x86: struct kvm_pmu_event_filter, in hexadecimal. */
  readonly kvmStruct?: string;
  /** arm64: struct kvm_pmu_event_filter of each call, in hexadecimal, one after the other. */
  readonly arm64Structs?: string;
}

/** A target on its host. */
export interface Place {
  readonly key: string;
  /** The host's name, as in the key. */
  readonly host: string;
  /** How the host is reached; undefined for this machine. */
  readonly connection: DeclaredConnection | undefined;
  readonly target: DeclaredTarget;
}

/** What should stand at a target. */
export interface WantedTarget extends Place {
  /** Equal for what is the same to a VM, and stands there the same way. */
  readonly fingerprint: string;
  readonly filter: TargetFilter;
}

/** What came of putting a filter somewhere. */
export interface Put {
  readonly before: Observation;
  /** What is there now; absent if nothing was done, because what was there is not the resource's. */
  readonly after?: Observation;
  /** What the user should hear of. */
  readonly warnings?: readonly string[];
}

/** What came of taking a filter away. */
export interface Removed {
  readonly before: Observation;
  /** Whether there is nothing of the resource any more; false if what is there is not its own. */
  readonly removed: boolean;
  /** What the user should hear of. */
  readonly warnings?: readonly string[];
}

/** A filter of x86, or of arm64: that one has `ranges`. */
export type AdoptableFilter = Filter | Arm64Filter;

/** What stands at a place, as a declaration would say it. */
export interface Adoptable {
  readonly observation: Observation;
  readonly filter: AdoptableFilter;
  /** The `id` of the QEMU object, where the filter stands there as one. */
  readonly qemuId?: string;
  /** The place, and how the filter stands there. */
  readonly target: DeclaredTarget;
}

/**
 * What can be done at one kind of target. All of it is pure: procedures say what to ask a host, and
 * what its answers mean.
 */
export interface TargetKind {
  /** A place in words, for messages: `/etc/pmufilter/web.args`, `the VM name=web1`. */
  describe(target: DeclaredTarget): string;

  /** The fingerprint of what should stand there. */
  fingerprint(target: DeclaredTarget, filter: TargetFilter): string;

  /** The changes that put it there where nothing is, as the journal of dry runs has them. */
  putSteps(wanted: WantedTarget, resource: string): readonly Step[];

  /** The changes that take it away. */
  removeSteps(place: Place): readonly Step[];

  /**
   * What is there.
   *
   * @throws PmuFilterError if that cannot be told
   */
  look(place: Place): Procedure<Observation>;

  /**
   * Puts the filter there, if what is there is nothing, or the resource's own.
   *
   * @param resource - the id of the resource that acts
   * @param over - what is there and may be replaced all the same, as observed before
   * @throws PmuFilterError
   */
  put(wanted: WantedTarget, resource: string, over?: Observation): Procedure<Put>;

  /**
   * Takes away what is the resource's own.
   *
   * @param over - what is there and may be taken away all the same, as observed before
   * @throws PmuFilterError
   */
  remove(place: Place, resource: string, over?: Observation): Procedure<Removed>;

  /**
   * What is there, for `pulumi import`.
   *
   * @returns undefined if nothing is there: no file, no such VM
   * @throws PmuFilterError IMPORT_UNREADABLE if it has no filter that could be declared, and if it
   * cannot be told what is there
   */
  adopt(place: Place): Procedure<Adoptable | undefined>;
}
