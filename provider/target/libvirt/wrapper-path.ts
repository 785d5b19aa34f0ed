import { posix } from "node:path";

/** Where everything is that domains are started with. One per host. */
export const programDirectory = "/var/lib/kvm-pmu-filter";

/** The copy of kvm-pmu-filter that the wrapper runs. */
export const programPath = `${programDirectory}/kvm-pmu-filter`;

/** A filter that denies nothing, with which it is tried whether an emulator can be started. */
export const trialPath = `${programDirectory}/deny-nothing`;

const wrapperDirectory = `${programDirectory}/emulator`;

/** Where the wrapper stands for an emulator: by its own path it knows which one it is for. */
export function wrapperPath(emulator: string): string {
  return `${wrapperDirectory}${emulator}`;
}

/** The emulator that a wrapper is for; undefined if the path is none of a wrapper. */
export function wrappedBy(path: string): string | undefined {
  return path.startsWith(`${wrapperDirectory}/`) ? path.slice(wrapperDirectory.length) : undefined;
}

/**
 * Whether a wrapper can stand for an emulator: its path is absolute and means what it says, and no
 * other one is meant by `/emulator/` being in it.
 */
export function canBeWrapped(emulator: string): boolean {
  return (
    posix.isAbsolute(emulator) &&
    posix.normalize(emulator) === emulator &&
    !emulator.endsWith("/") &&
    wrappedBy(emulator) === undefined
  );
}
