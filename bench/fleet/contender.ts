import type { Fleet } from "../../tests/fleet/fleet.ts";

/** What a fleet is in while a text is pushed to all of its hosts. */
export const situations = [
  "first time",
  "nothing changed",
  "one event changed",
  "one host dead",
  "after it came back",
] as const;

/** One of {@link situations}. */
export type Situation = (typeof situations)[number];

/** A way to push a text to every host of a fleet. */
export interface Contender {
  readonly name: string;
  /** How often it is measured. */
  readonly rounds: number;
  /** What it cannot do, or is not asked to. */
  readonly without?: readonly Situation[];
  /** Makes ready what is not measured, before each round. */
  prepare?(fleet: Fleet): Promise<void>;
  /**
   * Pushes one of two texts of 2 KB.
   *
   * @returns whether it says that every host has it
   */
  push(fleet: Fleet, text: 0 | 1): Promise<boolean>;
  /** Something more that it does, by its name, measured after the pushes. */
  readonly more?: Readonly<Record<string, (fleet: Fleet) => Promise<boolean>>>;
  /** Takes everything back; not measured. */
  clear(fleet: Fleet): Promise<void>;
}
