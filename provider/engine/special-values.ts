import type { PropertyPath } from "../declared/property-path.ts";
import {
  isPropertyObject,
  type PropertyObject,
  type PropertyValue,
  unknownValue,
} from "../declared/property-value.ts";

/** How the engine writes a value that is not known yet (sdk/go/common/resource/plugin/rpc.go). */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** The key that marks an object as a value with a meaning of its own (same file). */
const signatureKey = "4dabf18193072939515e22adb298388d";
/** The signature of a secret. */
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** A resource's properties, and the ways to the values among them that are secret as a whole. */
export interface Properties {
  readonly values: PropertyObject;
  readonly secrets: readonly PropertyPath[];
}

/** Reads properties from the plain form in which the engine sends them. */
export function fromEngine(sent: object): Properties {
  const secrets: PropertyPath[] = [];
  const values = revealMembers(sent as PropertyObject, [], (path) => secrets.push(path));
  return { values, secrets };
}

/** Writes properties in the plain form that the engine reads, each secret wrapped at its place. */
export function toEngine({ values, secrets }: Properties): EngineObject {
  return concealMembers(values, secrets);
}

/** A value without anything special left in it. */
export type EngineValue = null | boolean | number | string | EngineValue[] | EngineObject;

/** An object of such values. */
export interface EngineObject {
  [key: string]: EngineValue;
}

type OnSecret = (path: PropertyPath) => void;

/** @param onSecret - hears of each secret that stands in no other */
function reveal(value: PropertyValue, path: PropertyPath, onSecret: OnSecret): PropertyValue {
  if (value === unknownText) return unknownValue;
  if (Array.isArray(value)) {
    return value.map((item: PropertyValue, index) => reveal(item, [...path, index], onSecret));
  }
  if (!isPropertyObject(value)) return value;
  if (value[signatureKey] !== secretSignature) return revealMembers(value, path, onSecret);
  onSecret(path);
  return reveal(value["value"], path, () => {});
}

function revealMembers(
  object: PropertyObject,
  path: PropertyPath,
  onSecret: OnSecret,
): PropertyObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, item]) => [key, reveal(item, [...path, key], onSecret)]),
  );
}

/** @param secrets - the ways from the value to the secrets in it */
function conceal(
  value: Exclude<PropertyValue, undefined>,
  secrets: readonly PropertyPath[],
): EngineValue {
  if (secrets.some((path) => path.length === 0)) {
    return { [signatureKey]: secretSignature, value: conceal(value, []) };
  }
  if (value === unknownValue) return unknownText;
  if (Array.isArray(value)) return value.map((item, index) => conceal(item, below(secrets, index)));
  return isPropertyObject(value) ? concealMembers(value, secrets) : (value as EngineValue);
}

function concealMembers(object: PropertyObject, secrets: readonly PropertyPath[]): EngineObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, item]) =>
      item === undefined ? [] : [[key, conceal(item, below(secrets, key))]],
    ),
  );
}

/** The rest of the ways that lead through a key. */
function below(secrets: readonly PropertyPath[], key: string | number): readonly PropertyPath[] {
  return secrets.flatMap(([first, ...rest]) => (first === key ? [rest] : []));
}
