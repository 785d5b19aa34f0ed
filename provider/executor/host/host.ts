import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { HostAnswer } from "../../target/host-operation.ts";
import type { Procedure } from "../../target/procedure.ts";
import { throwIfCancelled } from "../cancellation.ts";
import { exchange, type HostSettings, type Section } from "./exchange.ts";
import { helperDirectory } from "./helper-program.ts";
import { changes } from "./request.ts";
import type { Transport } from "./transport.ts";

/** How long what is on its way may still take once it is cancelled, in milliseconds. */
const grace = 1_000;

/** How long what is cancelled in the same moment may take to be given up, in milliseconds. */
const togetherWithin = 50;

/**
 * A host and what waits for it. One exchange at a time; what waits when one begins goes into it
 * together.
 */
export class Host {
  readonly #transport: Transport;
  readonly #settings: HostSettings;
  #waiting: Question[] = [];
  #busy = false;

  constructor(transport: Transport, settings: Partial<HostSettings> = {}) {
    this.#transport = transport;
    this.#settings = {
      lockWait: 60,
      patience: 120,
      helperDirectory: helperDirectory(),
      ...settings,
    };
  }

  /**
   * Carries out a procedure.
   *
   * @throws PmuFilterError if the host does not answer, and what the procedure throws
   */
  async perform<Result>(procedure: Procedure<Result>, signal: AbortSignal): Promise<Result> {
    let step = procedure.next();
    while (!step.done) {
      const asked: { readonly answers: readonly HostAnswer[] } | { readonly error: unknown } =
        await this.#ask(step.value, signal).then(
          (answers) => ({ answers }),
          (error: unknown) => ({ error }),
        );
      step = "error" in asked ? procedure.throw(asked.error) : procedure.next(asked.answers);
    }
    return step.value;
  }

  /** Ends what is kept open. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  async #ask(section: Section, signal: AbortSignal): Promise<readonly HostAnswer[]> {
    throwIfCancelled(signal);
    const question = new Question(section, signal);
    this.#waiting.push(question);
    this.#work();
    return question.answered;
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#waiting.length > 0) {
      // Whoever asks in the same turn, or goes on with the answers of the last exchange, comes along.
      await setImmediate();
      const exchange = () => this.#exchangeWaiting();
      await (this.#transport.inTurn?.(exchange) ?? exchange());
    }
    this.#busy = false;
  }

  async #exchangeWaiting(): Promise<void> {
    const questions = this.#waiting.filter((question) => question.begin());
    this.#waiting = [];
    if (questions.length > 0) await this.#exchange(questions);
  }

  async #exchange(questions: readonly Question[]): Promise<void> {
    const abort = new AbortController();
    for (const question of questions) {
      // Cancelled together, they are given up one after the other, but in the same moment.
      question.abandoned.then(async () => {
        await sleep(togetherWithin);
        if (questions.every(({ isAbandoned }) => isAbandoned)) abort.abort();
        else question.settle(cancelledMidway());
      });
    }
    try {
      const sections = questions.map(({ section }) => section);
      const outcomes = await exchange(this.#transport, sections, this.#settings, abort.signal);
      questions.forEach((question, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) throw new TypeError("a section has no outcome");
        question.settle(outcome);
      });
    } catch (error) {
      for (const question of questions) question.settle(error as Error);
    }
  }
}

/** A section that waits for its answers, and may be cancelled meanwhile. */
class Question {
  readonly section: Section;
  readonly answered: Promise<readonly HostAnswer[]>;
  /** Fulfilled when what has been sent is not to be waited for any more; what comes still counts. */
  readonly abandoned: Promise<void>;
  readonly #signal: AbortSignal;
  readonly #resolve: (answers: readonly HostAnswer[]) => void;
  readonly #reject: (error: unknown) => void;
  readonly #abandon: () => void;
  isAbandoned = false;
  #sent = false;
  #settled = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(section: Section, signal: AbortSignal) {
    const answered = Promise.withResolvers<readonly HostAnswer[]>();
    const abandoned = Promise.withResolvers<void>();
    this.section = section;
    this.answered = answered.promise;
    this.#resolve = answered.resolve;
    this.#reject = answered.reject;
    this.abandoned = abandoned.promise;
    this.#abandon = abandoned.resolve;
    this.#signal = signal;
    signal.addEventListener("abort", this.#cancel, { once: true });
  }

  /** Says that it is sent; false if it was cancelled before. */
  begin(): boolean {
    this.#sent = !this.#settled;
    return this.#sent;
  }

  settle(outcome: readonly HostAnswer[] | Error): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#signal.removeEventListener("abort", this.#cancel);
    if (outcome instanceof Error) this.#reject(this.isAbandoned ? this.#givenUp() : outcome);
    else this.#resolve(outcome);
  }

  readonly #cancel = (): void => {
    if (!this.#sent) this.settle(this.#cancellation());
    else this.#timer = setTimeout(() => this.#giveUp(), grace);
  };

  #giveUp(): void {
    this.isAbandoned = true;
    this.#abandon();
  }

  #givenUp(): Error {
    return this.section.some(changes) ? cancelledMidway() : this.#cancellation();
  }

  #cancellation(): Error {
    try {
      throwIfCancelled(this.#signal);
    } catch (error) {
      return error as Error;
    }
    return cancelledMidway();
  }
}

function cancelledMidway(): PmuFilterError {
  return new PmuFilterError("CANCELLED", "the operation was cancelled while the host was at it", {
    hint: "It may have been done: pulumi refresh looks, and the next run does the rest.",
    mayBeDone: true,
  });
}
