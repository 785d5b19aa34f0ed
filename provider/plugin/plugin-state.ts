import type { PropertyObject } from "../declared/property-value.ts";
import { createExecutors } from "../executor/executors.ts";
import type { Context } from "../resource/context.ts";
import { readSettings } from "../resource/settings.ts";

/** The longest delay of a timer in Node.js, 24.8 days; one that is longer would end at once. */
const longestDelay = 2 ** 31 - 1;

/** What configuration and environment come to. */
type Configured = Omit<Context, "log" | "signal">;

/** What a running plugin knows between calls. */
export class PluginState {
  readonly #workingDirectory: string;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #cancelled = new AbortController();
  #configured: Configured | undefined;

  constructor(workingDirectory: string, environment: Readonly<Record<string, string | undefined>>) {
    this.#workingDirectory = workingDirectory;
    this.#environment = environment;
  }

  /**
   * Takes the provider's configuration.
   *
   * @throws PmuFilterError SETTING_INVALID
   */
  configure(config: PropertyObject): void {
    this.#configured = this.#settle(config);
  }

  /** The configuration in force; without a Configure call, the environment's alone. */
  get configured(): Configured {
    this.#configured ??= this.#settle({});
    return this.#configured;
  }

  /** Stops what has not begun to change anything. */
  cancel(): void {
    this.#cancelled.abort();
  }

  /** Ends what is under way, and every connection. */
  async close(): Promise<void> {
    this.cancel();
    await this.#configured?.executors.hosts.close();
  }

  /** Aborted when the engine cancels, hangs up, or the resource's time is out. */
  signal(hungUp: AbortSignal, timeoutSeconds: number): AbortSignal {
    const signals = [this.#cancelled.signal, hungUp];
    if (timeoutSeconds > 0) {
      const milliseconds = Math.ceil(timeoutSeconds * 1000);
      signals.push(AbortSignal.timeout(Math.min(milliseconds, longestDelay)));
    }
    return AbortSignal.any(signals);
  }

  #settle(config: PropertyObject): Configured {
    const settings = readSettings(config, this.#environment);
    return { ...settings, executors: createExecutors(this.#workingDirectory, settings) };
  }
}
