/** Lets so many at a time go on; the others wait in the order of their asking. */
export class Slots {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(amount: number) {
    this.#free = amount;
  }

  /** Waits for a slot, and returns what gives it back. */
  async take(): Promise<() => void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((goOn) => this.#waiting.push(goOn));
    return () => {
      // A slot goes from hand to hand, so that nobody who comes later gets in between.
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    };
  }
}
