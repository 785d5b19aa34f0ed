/** Lets pieces of work with the same key run one after the other, in the order of their asking. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs the work when those before it with this key are done, whatever came of them. */
  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const done = before.then(work, work);
    this.#last.set(key, done);
    const forget = () => {
      if (this.#last.get(key) === done) this.#last.delete(key);
    };
    done.then(forget, forget);
    return done;
  }
}
