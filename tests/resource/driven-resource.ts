import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import type { Context } from "../../provider/resource/context.ts";
import { create } from "../../provider/resource/create.ts";
import { deleteFilter } from "../../provider/resource/delete.ts";
import { type Change, diff } from "../../provider/resource/diff.ts";
import { PartialFailure } from "../../provider/resource/partial-failure.ts";
import { read } from "../../provider/resource/read.ts";
import { update } from "../../provider/resource/update.ts";

/** What an `up` did. */
export interface Outcome {
  readonly did: "create" | "update" | "nothing";
  /** The lines of the diff: kind and path. */
  readonly changes: readonly string[];
  /** Why targets failed; empty if none did. */
  readonly reasons: readonly string[];
}

/**
 * A resource as Pulumi's engine drives it: inputs are checked and compared with the state, which is
 * kept from one run to the next, also when an operation was done in part.
 */
export class DrivenResource {
  id = "";
  state: PropertyObject | undefined;

  /** `pulumi up` of a program with this declaration. */
  async up(declaration: PropertyObject, context: Context): Promise<Outcome> {
    const { inputs, failures } = check(declaration, context);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    const { state } = this;
    if (state === undefined) {
      const reasons = await this.#saving(async () => create(inputs, context));
      return { did: "create", changes: [], reasons };
    }
    const changes = diff(state, inputs, context).map(changeText);
    if (changes.length === 0) return { did: "nothing", changes, reasons: [] };
    const reasons = await this.#saving(async () => ({
      id: this.id,
      properties: await update(this.id, state, inputs, context),
    }));
    return { did: "update", changes, reasons };
  }

  /** `pulumi refresh`. */
  async refresh(context: Context): Promise<void> {
    this.state = await read(this.id, this.#known, context);
  }

  /** `pulumi destroy`, or the resource's removal from the program. */
  async destroy(context: Context): Promise<void> {
    await deleteFilter(this.id, this.#known, context);
    this.state = undefined;
  }

  /** The state of each target. */
  get targets(): Readonly<Record<string, string>> {
    const status = this.#known["status"] as Readonly<Record<string, { readonly state: string }>>;
    return Object.fromEntries(Object.entries(status).map(([key, { state }]) => [key, state]));
  }

  /** What stands in the `applied` map. */
  get applied(): Readonly<Record<string, string>> {
    return this.#known["applied"] as Readonly<Record<string, string>>;
  }

  get #known(): PropertyObject {
    if (this.state === undefined) throw new Error("the resource is not there");
    return this.state;
  }

  async #saving(
    work: () => Promise<{ readonly id: string; readonly properties: PropertyObject }>,
  ): Promise<readonly string[]> {
    try {
      const { id, properties } = await work();
      [this.id, this.state] = [id, properties];
      return [];
    } catch (error) {
      if (!(error instanceof PartialFailure)) throw error;
      [this.id, this.state] = [error.id, error.properties];
      return error.reasons;
    }
  }
}

/** A line of a diff. */
export function changeText({ path, kind }: Change): string {
  return `${kind} ${path.join(" ")}`;
}
