import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { Ran, Transport } from "./transport.ts";

/** A run, and whether it was ended since it took longer than it may. */
export interface LimitedRun extends Ran {
  /** The limit that it did not keep, in seconds. */
  readonly tooLong?: number;
}

/** How long a transport may take to end a run, in milliseconds. */
const grace = 5_000;

const nothing: Ran = { stdout: new Uint8Array(), stderr: "", exitCode: 255 };

/**
 * Runs the host program, and no longer than may be: a program on the host that never ends would keep
 * the host's lock, and all that waits here, for ever.
 *
 * @param seconds - how long it may take
 * @throws what the transport throws
 */
export async function limitedRun(
  transport: Transport,
  request: Uint8Array,
  seconds: number,
  signal: AbortSignal,
): Promise<LimitedRun> {
  const stop = new AbortController();
  const stopped = Promise.withResolvers<Ran>();
  let tooLong = false;
  let last: NodeJS.Timeout | undefined;
  const end = () => {
    stop.abort(signal.reason);
    last ??= setTimeout(() => stopped.resolve(nothing), grace);
  };
  const timer = setTimeout(() => {
    tooLong = true;
    end();
  }, seconds * 1_000);
  signal.addEventListener("abort", end, { once: true });
  if (signal.aborted) end();
  try {
    const ran = await Promise.race([transport.run(request, stop.signal), stopped.promise]);
    return tooLong ? { ...ran, tooLong: seconds } : ran;
  } catch (error) {
    const ended = error instanceof PmuFilterError && error.code === "CANCELLED";
    if (tooLong && !signal.aborted && ended) return { ...nothing, tooLong: seconds };
    throw error;
  } finally {
    clearTimeout(timer);
    clearTimeout(last);
    signal.removeEventListener("abort", end);
  }
}
