import { closeSync, openSync, rmSync, statSync, utimesSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./announce.js";

const beatMilliseconds = 2_000;
const staleMilliseconds = 30_000;
const pollMilliseconds = 200;

/**
 * Does work while holding a lock file, after waiting for whoever holds it now. The holder touches
 * the file every two seconds, so one that was killed is recognised by the file's age, also on
 * another machine or in another container that shares the directory.
 *
 * It saves work; nothing depends on it for being right, because results are renamed into place.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  await acquire(file);
  const release = () => rmSync(file, { force: true });
  process.once("exit", release);
  const beat = setInterval(() => touch(file), beatMilliseconds);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off("exit", release);
    release();
  }
}

/** @param {string} file */
async function acquire(file) {
  for (let told = false; !create(file); told = true) {
    if (isStale(file)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) say(`Waiting for another set-up, which holds ${file} ...`);
    await sleep(pollMilliseconds);
  }
}

/** @param {string} file */
function create(file) {
  try {
    closeSync(openSync(file, "wx"));
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} file */
function isStale(file) {
  const state = statSync(file, { throwIfNoEntry: false });
  return state !== undefined && Date.now() - state.mtimeMs > staleMilliseconds;
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody took it for stale: no reason to stop.
  }
}
