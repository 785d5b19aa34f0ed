/**
 * Does a piece of the set-up between two lines on stderr: what is being done (a sentence without
 * its full stop, with how long it usually takes) and how many seconds it took.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function announced(what, work) {
  const start = Date.now();
  say(`${what} ...`);
  const result = await work();
  say(`... done in ${((Date.now() - start) / 1000).toFixed(1)} s.`);
  return result;
}

/**
 * Prints a line on stderr: stdout belongs to the command that is run after the set-up.
 *
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
