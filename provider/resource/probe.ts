import type { PropertyPath } from "../declared/property-path.ts";
import type { PropertyObject } from "../declared/property-value.ts";
import type { WantedTarget } from "../target/target-kind.ts";
import { probeKernel } from "../target/vm/probe-kernel.ts";
import type { Context } from "./context.ts";
import { isDryRun } from "./mode.ts";
import { failureText, isFilterSecret } from "./secret-filter.ts";
import { wantedOf } from "./wanted.ts";

/**
 * Asks, in a preview and if `probe` is set, each host once whether its kernel takes the filter, and
 * tells what is not as it should be. Nothing is changed there, and what a host says or fails to say
 * never fails a preview. Without all that a host's name and the filter depend on being known, none is
 * asked.
 *
 * @param secrets - the ways to all secrets of the resource
 */
export async function probeHosts(
  inputs: PropertyObject,
  secrets: readonly PropertyPath[],
  context: Context,
): Promise<void> {
  const asked = typeof inputs["probe"] === "boolean" ? inputs["probe"] : context.probe === true;
  if (!asked || isDryRun(inputs, context)) return;
  const { targets = [] } = wantedOf(inputs, context);
  const hosts = new Map(targets.map((target) => [target.host, target]));
  const isSecret = isFilterSecret(secrets);
  await Promise.all([...hosts.values()].map((target) => probeHost(target, isSecret, context)));
}

async function probeHost(
  { connection, filter, host }: WantedTarget,
  isSecret: boolean,
  { executors, log, signal }: Context,
): Promise<void> {
  try {
    const probe = probeKernel(filter, host);
    const { verdict, text } = await executors.hosts.perform(connection, probe, signal);
    if (verdict === "unknown") log.info(`${text}.`);
    else if (verdict !== "accepted")
      log.warn(isSecret ? `${host}: ${secretly[verdict]}` : `${text}.`);
  } catch (error) {
    log.info(
      `${host}: its kernel cannot be asked: ${failureText(error, { secretFilter: isSecret })}`,
    );
  }
}

const secretly = {
  refused: "the kernel refuses the filter. Why is not told, because that would show a secret.",
  partial:
    "the kernel takes the filter and ignores a part of it. Which one is not told, because that would show a secret.",
};
