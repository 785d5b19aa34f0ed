import pulumi from "@pulumi/pulumi";
import type { PropertyObject } from "../declared/property-value.ts";
import { type EngineObject, fromEngine, toEngine } from "../engine/special-values.ts";
import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { createExecutors } from "../executor/executors.ts";
import { check as checkInputs } from "../resource/check.ts";
import type { Context } from "../resource/context.ts";
import { create as createFilter } from "../resource/create.ts";
import { deleteFilter } from "../resource/delete.ts";
import { connectionsDiffer, diff as diffFilter } from "../resource/diff.ts";
import { PartialFailure } from "../resource/partial-failure.ts";
import { read as readFilter } from "../resource/read.ts";
import { failureText } from "../resource/secret-filter.ts";
import { readSettings, settingNames } from "../resource/settings.ts";
import { inputsInState } from "../resource/state.ts";
import { update as updateFilter } from "../resource/update.ts";

/*
 * The dynamic provider. This module's exports are the provider: Pulumi then keeps in the state a
 * reference to the module, not its code, which stays the same when the code changes.
 */

type Configured = Omit<Context, "log" | "signal">;

let configured: Configured | undefined;

/** Takes the stack's configuration. */
export async function configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
  await plainly(async () => {
    configured = settle(
      Object.fromEntries(settingNames.map((name) => [name, config.get(`pmufilter:${name}`)])),
    );
  });
}

/** Judges and normalises inputs; warnings show at the stack. */
export async function check(
  _olds: EngineObject,
  news: EngineObject,
): Promise<pulumi.dynamic.CheckResult<EngineObject>> {
  const { inputs, failures, warnings } = checkInputs(declared(news), settled());
  for (const warning of warnings) await pulumi.log.warn(warning);
  return {
    inputs: plain(inputs),
    failures: failures.map(({ property, reason }) => ({ property, reason })),
  };
}

/** Tells whether anything differs; what, Pulumi works out from the inputs. */
export async function diff(
  _id: string,
  olds: EngineObject,
  news: EngineObject,
): Promise<pulumi.dynamic.DiffResult> {
  return plainly(async () => {
    const [state, inputs] = [declared(olds), declared(news)];
    const changes = diffFilter(state, inputs, context()).length > 0;
    // Pulumi hands a dynamic provider's delete the state alone.
    return { changes: changes || connectionsDiffer(state, inputs) };
  });
}

/** Creates the resource. */
export async function create(news: EngineObject): Promise<pulumi.dynamic.CreateResult> {
  return savingPartial(news, async () => {
    const { id, properties } = await createFilter(declared(news), context());
    return { id, outs: plain(properties) };
  });
}

/** Looks at the targets again. */
export async function read(id: string, props: EngineObject): Promise<pulumi.dynamic.ReadResult> {
  return plainly(async () => {
    const properties = await readFilter(id, declared(props), context());
    return { id, props: plain(properties), inputs: plain(inputsInState(properties)) };
  });
}

/** Updates the resource in place. */
export async function update(
  id: string,
  olds: EngineObject,
  news: EngineObject,
): Promise<pulumi.dynamic.UpdateResult> {
  return savingPartial(news, async () => ({
    outs: plain(await updateFilter(id, declared(olds), declared(news), context())),
  }));
}

/** Deletes the resource. */
async function remove(id: string, props: EngineObject): Promise<void> {
  await plainly(() => deleteFilter(id, declared(props), context()));
}

export { remove as delete };

/** Properties as the lifecycle takes them, without what Pulumi keeps among them for itself. */
function declared(properties: EngineObject): PropertyObject {
  const { __provider: _, ...own } = properties;
  return fromEngine(own).values;
}

/** Properties as Pulumi takes them; secrets do not reach a dynamic provider as such. */
function plain(values: PropertyObject): EngineObject {
  return toEngine({ values, secrets: [] });
}

function settle(config: Readonly<Record<string, string | undefined>>): Configured {
  const settings = readSettings(config, process.env);
  return { ...settings, executors: createExecutors(process.cwd(), settings) };
}

/** The configuration in force; where Pulumi gave none, the environment's alone. */
function settled(): Configured {
  configured ??= settle({});
  return configured;
}

function context(): Context {
  return {
    ...settled(),
    log: {
      info: (message) => void pulumi.log.info(message),
      warn: (message) => void pulumi.log.warn(message),
      // The host of dynamic providers keeps every message, so there is no word of what is under way.
      progress() {},
    },
    // Pulumi tells a dynamic provider neither of cancellation nor of time-outs.
    signal: new AbortController().signal,
  };
}

/** Turns the lifecycle's errors into what Pulumi's dynamic host makes readable. */
async function plainly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PmuFilterError)) throw error;
    const told = new Error(failureText(error), { cause: error });
    // The host prints the stack of what it catches; a user's mistake has none worth reading.
    told.stack = "";
    throw told;
  }
}

/**
 * The same for work that may be done in part. The host saves a state by the members of the error,
 * and does not add the reference to the provider as it does to results: without it, neither a
 * refresh nor a delete would find the provider again.
 */
async function savingPartial<T>(news: EngineObject, work: () => Promise<T>): Promise<T> {
  try {
    return await plainly(work);
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    const { __provider: reference } = news;
    const properties = { ...plain(error.properties), ...(reference && { __provider: reference }) };
    throw new PartialFailure(error.id, properties, error.reasons);
  }
}
