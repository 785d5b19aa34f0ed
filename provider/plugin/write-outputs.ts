import type { PropertyPath } from "../declared/property-path.ts";
import type { PropertyObject } from "../declared/property-value.ts";
import { withoutConnections } from "../resource/connections.ts";
import { connectionSecrets } from "../resource/secrets.ts";
import { writeProperties } from "./property-struct.ts";

/**
 * Writes outputs into a message, without what the inputs beside them have; the connections that stay
 * keep their secrets.
 *
 * @param secrets - the ways to the secrets that the call knows of
 */
export function writeOutputs(
  outputs: PropertyObject,
  inputs: PropertyObject,
  secrets: readonly PropertyPath[],
) {
  const values = withoutConnections(outputs, inputs);
  return writeProperties({ values, secrets: [...secrets, ...connectionSecrets(values)] });
}
