import { constants } from "node:os";

/** @type {readonly NodeJS.Signals[]} */
const interruptions = ["SIGHUP", "SIGINT", "SIGTERM"];

/**
 * Makes an interruption end this process by way of its `exit` event, where the set-up removes what
 * is half done. The returned function ends that.
 *
 * @returns {() => void}
 */
export function exitOnSignals() {
  return onInterruption((signal) => process.exit(exitCodeOf(signal)));
}

/**
 * Passes interruptions on to a process, which decides what they mean.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @returns {() => void} ends that
 */
export function forwardSignals(child) {
  return onInterruption((signal) => {
    // Ctrl-C in a terminal goes to the child too, and Pulumi takes a second one for "at once".
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    child.kill(signal);
  });
}

/**
 * The exit code by which shells tell that a signal ended a process.
 *
 * @param {NodeJS.Signals} signal
 */
export function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

/** @param {(signal: NodeJS.Signals) => void} listener */
function onInterruption(listener) {
  for (const signal of interruptions) process.on(signal, listener);
  return () => {
    for (const signal of interruptions) process.off(signal, listener);
  };
}
