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

/** A resource's properties, and which of them are secret or have secrets in them. */
export interface Properties {
  readonly values: PropertyObject;
  readonly secrets: ReadonlySet<string>;
}

/** Reads properties from the plain form in which the engine sends them. */
export function fromEngine(sent: object): Properties {
  const secrets = new Set<string>();
  const values = Object.fromEntries<PropertyValue>(
    Object.entries(sent as PropertyObject).map(([key, value]) => [
      key,
      reveal(value, () => {
        secrets.add(key);
      }),
    ]),
  );
  return { values, secrets };
}

/**
 * Writes properties in the plain form that the engine reads. A secret property is wrapped as a
 * whole: Pulumi's YAML host looks for secrets at the top level only (pulumi/pulumi#13286).
 */
export function toEngine({ values, secrets }: Properties): EngineObject {
  return Object.fromEntries(
    Object.entries(concealMembers(values)).map(([key, value]) => [
      key,
      secrets.has(key) ? { [signatureKey]: secretSignature, value } : value,
    ]),
  );
}

/** A value without anything special left in it. */
export type EngineValue = null | boolean | number | string | EngineValue[] | EngineObject;

/** An object of such values. */
export interface EngineObject {
  [key: string]: EngineValue;
}

function reveal(value: PropertyValue, onSecret: () => void): PropertyValue {
  if (value === unknownText) return unknownValue;
  if (Array.isArray(value)) return value.map((item: PropertyValue) => reveal(item, onSecret));
  if (!isPropertyObject(value)) return value;
  if (value[signatureKey] === secretSignature) {
    onSecret();
    return reveal(value["value"], onSecret);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, reveal(item, onSecret)]),
  );
}

function conceal(value: Exclude<PropertyValue, undefined>): EngineValue {
  if (value === unknownValue) return unknownText;
  if (Array.isArray(value)) return value.map(conceal);
  return isPropertyObject(value) ? concealMembers(value) : (value as EngineValue);
}

function concealMembers(object: PropertyObject): EngineObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, item]) =>
      item === undefined ? [] : [[key, conceal(item)]],
    ),
  );
}
