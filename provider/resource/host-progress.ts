import type { Place } from "../target/target-kind.ts";
import type { Log } from "./context.ts";

/** How many messages there are about hosts that are done: without a terminal, each is a line. */
const messages = 20;

/** Tells, while many hosts are worked on, how many are done, failed and left. */
export class HostProgress {
  readonly #left = new Map<string, number>();
  readonly #failed = new Set<string>();
  readonly #hosts: number;
  readonly #log: Log;

  constructor(places: readonly Place[], log: Log) {
    for (const { host } of places) this.#left.set(host, (this.#left.get(host) ?? 0) + 1);
    this.#hosts = this.#left.size;
    this.#log = log;
    if (this.#hosts > 0) this.#tell();
  }

  /** A target is as it should be. */
  done({ host }: Place): void {
    const left = (this.#left.get(host) ?? 1) - 1;
    if (left > 0) {
      this.#left.set(host, left);
      return;
    }
    this.#left.delete(host);
    const step = Math.ceil(this.#hosts / messages);
    if (this.#left.size % step === 0 || this.#failed.has(host)) this.#tell();
  }

  /** A target failed; its host counts as failed. */
  failed(place: Place): void {
    this.#failed.add(place.host);
    this.done(place);
  }

  #tell(): void {
    const left = this.#left.size;
    const failed = [...this.#failed].filter((host) => !this.#left.has(host)).length;
    const done = this.#hosts - left - failed;
    const hosts = this.#hosts === 1 ? "host" : "hosts";
    this.#log.progress(`${done} of ${this.#hosts} ${hosts} done, ${failed} failed, ${left} left`);
  }
}
