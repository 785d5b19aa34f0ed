/**
 * The first version number in a text: major, minor, patch (0 when not given). Handles what `node`
 * ("v24.1.0"), `pulumi version` ("3.226.0-alpha.1") and `go env GOVERSION` ("go1.26rc1") print.
 *
 * @param {string} text
 * @returns {readonly [number, number, number] | undefined}
 */
export function parseVersion(text) {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] : undefined;
}

/**
 * Whether the first version number in a text is the given one or a later one; false when there is
 * none. What follows the three numbers (pre-release, build) does not count.
 *
 * @param {string} text
 * @param {string} minimum
 */
export function isAtLeast(text, minimum) {
  const version = parseVersion(text);
  const wanted = parseVersion(minimum);
  if (!version || !wanted) return false;
  for (const [index, number] of version.entries()) {
    const least = wanted[index] ?? 0;
    if (number !== least) return number > least;
  }
  return true;
}
