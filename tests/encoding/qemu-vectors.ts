import { readFileSync } from "node:fs";

/** A row of tests/vectors/qemu-object.json. */
export interface QemuVector {
  readonly name: string;
  /** The object; its codes are small enough for JSON.parse. */
  readonly object: object;
  readonly accel: string;
  readonly expect: QemuStruct | { readonly error: string };
}

/** The struct that reaches the kernel. */
export interface QemuStruct {
  readonly action: number;
  readonly nevents: number;
  readonly fixed_counter_bitmap: number;
  readonly flags: number;
  readonly events: readonly string[];
}

/** All rows. */
export function qemuVectors(): readonly QemuVector[] {
  return JSON.parse(readFileSync(new URL("../vectors/qemu-object.json", import.meta.url), "utf8"));
}
