import { randomUUID } from "node:crypto";
import { decode, normalise } from "../declared/codec.ts";
import { lenientLint } from "../declared/lint-settings.ts";
import { isKnown, type PropertyObject } from "../declared/property-value.ts";
import { type DeclaredTarget, targetCodec } from "../declared/target.ts";
import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { Observation } from "../target/observation.ts";
import { targetOfKey } from "../target/target-key.ts";
import type { Adoptable, Place, WantedTarget } from "../target/target-kind.ts";
import { kindOf } from "../target/target-kinds.ts";
import { adoptedInputs } from "./adopted-inputs.ts";
import type { Context } from "./context.ts";
import { adoptPlanned } from "./dry-import.ts";
import { placeText } from "./observed-target.ts";
import { outputsOf } from "./outputs.ts";
import { placeAt } from "./places.ts";
import { judgeObservation, type TargetState } from "./target-state.ts";
import { wantedOf } from "./wanted.ts";

/** A resource made from what stands at a target. */
export interface Imported {
  /** The id in the target's record, or a new one for a target without. */
  readonly id: string;
  readonly inputs: PropertyObject;
  readonly properties: PropertyObject;
}

/**
 * Adopts what stands at the target that an import id names. Nothing is written: what no resource has
 * a record of becomes this one's by its state, and gets its record with the next change.
 *
 * @param importId - a target's key
 * @returns undefined if nothing is there
 * @throws PmuFilterError IMPORT_ID_INVALID, IMPORT_UNREADABLE, and what the host throws
 */
export async function importFilter(
  importId: string,
  context: Context,
): Promise<Imported | undefined> {
  const place = placeOfImport(importId, context);
  const found = await adopt(place, context);
  if (found === undefined) return undefined;
  const { observation } = found;
  const wanted = wantedOf(adoptedInputs(place, found, context), {
    ...context,
    lint: lenientLint(context.lint),
  });
  const [target] = wanted.targets ?? [];
  if (target === undefined) {
    throw new PmuFilterError(
      "IMPORT_UNREADABLE",
      `${placeText(place)} cannot be adopted: what it says is no valid filter`,
      { hint: "Declare the filter that it should have, and remove what stands there." },
    );
  }
  // A domain's metadata may lack it.
  const recorded = ("recordOf" in observation && observation.recordOf) || undefined;
  if (recorded !== undefined) {
    context.log.warn(
      `${placeText(place)} bears the record of resource ${recorded}, whose id this resource takes on. If another stack still has that resource, take it out there: pulumi state delete.`,
    );
  }
  if (isOtherForm(observation, target)) {
    context.log.warn(
      `${placeText(place)} has the filter in another form than pulumi-pmufilter gives it, and the next pulumi up sets it anew. To the VM it is the same.`,
    );
  }
  const id = recorded ?? randomUUID();
  const adopted: TargetState = {
    status: { state: "adopted", evidence: observation.evidence },
    applied: ("fingerprint" in observation && observation.fingerprint) || "",
  };
  const state = judgeObservation(observation, id, adopted, context.dryRun);
  const properties = outputsOf(wanted, new Map([[target.key, state]]));
  return { id, inputs: wanted.inputs, properties };
}

/** Whether somebody's filter differs from what would be written in its stead. */
function isOtherForm(observation: Observation, { fingerprint }: WantedTarget): boolean {
  return observation.found === "foreign" && observation.fingerprint !== fingerprint;
}

function placeOfImport(importId: string, { connection }: Context): Place {
  const named = targetOfKey(importId);
  const target = named && decode(targetCodec, normalise(targetCodec, named)).value;
  if (target === undefined || !isKnown<DeclaredTarget>(target)) {
    throw new PmuFilterError("IMPORT_ID_INVALID", `${JSON.stringify(importId)} names no target`, {
      hint: "Import by qemuArgs:HOST:PATH, libvirt:HOST:DOMAIN or kvm:HOST:name=NAME, with localhost or nothing as HOST for this machine, for example qemuArgs:localhost:/etc/pmufilter/web1.args.",
    });
  }
  const place = placeAt(target, connection);
  const [, host] = importId.split(":");
  if (host === "localhost" && place.connection !== undefined) {
    throw new PmuFilterError(
      "IMPORT_ID_INVALID",
      `"${importId}" is on this machine, and the provider's connection has its targets on ${place.host}`,
      { hint: "Name the host, or take it out of the provider's connection." },
    );
  }
  return place;
}

async function adopt(place: Place, context: Context): Promise<Adoptable | undefined> {
  const { executors, signal, dryRun } = context;
  const procedure = kindOf(place.target).adopt(place);
  if (!dryRun) return executors.hosts.perform(place.connection, procedure, signal);
  return adoptPlanned(procedure, await executors.journal.lastPlan(place.key));
}
