import { isDeepStrictEqual } from "node:util";
import {
  isPropertyObject,
  type PropertyObject,
  type PropertyValue,
} from "../declared/property-value.ts";

/**
 * Outputs without the connections of targets that the inputs beside them declare: how a host is
 * reached is an input. Those that are left behind by an operation that was done in part come last
 * (`targetsBehind`), and keep theirs: no input has it any more.
 */
export function withoutConnections(
  outputs: PropertyObject,
  inputs: PropertyObject,
): PropertyObject {
  const { targets } = outputs;
  if (!Array.isArray(targets)) return outputs;
  const declared = asList(inputs["targets"]).length;
  return {
    ...outputs,
    targets: targets.map((target: PropertyValue, index) =>
      index < declared ? withoutConnection(target) : target,
    ),
  };
}

/**
 * A state as the lifecycle takes it, from outputs without connections and the inputs that Pulumi keeps
 * beside them. Each target gets the connection of the one that is declared for the same place; one that
 * has its own keeps it, and those that are declared only come behind them.
 */
export function withConnections(outputs: PropertyObject, inputs: PropertyObject): PropertyObject {
  const before = asList(outputs["targets"]);
  const left = [...asList(inputs["targets"])];
  // At the same index first: many hosts may have the same path, and both lists have one order.
  const aligned = before.map((target, index) =>
    !hasConnection(target) && isSamePlace(target, left[index]) ? take(left, index) : undefined,
  );
  const known = before.map(
    (target, index) =>
      (hasConnection(target) ? target : undefined) ??
      completed(target, aligned[index]) ??
      completed(
        target,
        take(
          left,
          left.findIndex((other) => isSamePlace(target, other)),
        ),
      ) ??
      target,
  );
  const targets = [...known, ...left.filter((target) => target !== undefined)];
  return {
    ...outputs,
    ...((before.length > 0 || targets.length > 0) && { targets }),
    ...("dropUnreachable" in inputs && { dropUnreachable: inputs["dropUnreachable"] }),
  };
}

function withoutConnection(target: PropertyValue): PropertyValue {
  if (!isPropertyObject(target)) return target;
  const { connection: _, ...rest } = target;
  return rest;
}

function hasConnection(target: PropertyValue): boolean {
  return isPropertyObject(target) && target["connection"] !== undefined;
}

/** Takes a target out of a list, so that it is nobody else's. */
function take(targets: PropertyValue[], index: number): PropertyValue {
  const taken = targets[index];
  if (index >= 0) targets[index] = undefined;
  return taken;
}

function completed(target: PropertyValue, declared: PropertyValue): PropertyValue {
  if (!isPropertyObject(target) || !isPropertyObject(declared)) return undefined;
  const { connection } = declared;
  return connection === undefined ? target : { connection, ...target };
}

/** Whether two targets name the same place, whatever their hosts. */
function isSamePlace(a: PropertyValue, b: PropertyValue): boolean {
  return isPropertyObject(a) && isPropertyObject(b) && isDeepStrictEqual(placeOf(a), placeOf(b));
}

function placeOf({ qemuArgs, libvirt, kvm }: PropertyObject): readonly PropertyValue[] {
  const member = (value: PropertyValue, key: string) =>
    isPropertyObject(value) ? value[key] : undefined;
  return [member(qemuArgs, "path"), member(libvirt, "domain"), member(libvirt, "uri"), kvm];
}

function asList(value: PropertyValue): readonly PropertyValue[] {
  return Array.isArray(value) ? value : [];
}
