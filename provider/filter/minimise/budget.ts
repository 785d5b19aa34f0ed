/** Counts the steps of a search, so that it is given up at the same place on every machine. */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = Math.floor(steps);
  }

  /** @throws What {@link attempt} takes for "undecided", when more was spent than there was. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new OutOfBudget();
  }

  /** Lets `use` spend a part of what is left; what it does not spend stays. */
  share<Result>(part: number, use: (budget: Budget) => Result): Result {
    const given = Math.max(0, Math.floor(this.#left * part));
    const own = new Budget(given);
    try {
      return use(own);
    } finally {
      this.#left -= given - Math.max(0, own.#left);
    }
  }

  /** What a search finds with a part of what is left, or "undecided" where that is not enough. */
  attempt<Result>(part: number, search: (budget: Budget) => Result): Result | "undecided" {
    try {
      return this.share(part, search);
    } catch (error) {
      if (error instanceof OutOfBudget) return "undecided";
      throw error;
    }
  }
}

class OutOfBudget extends Error {}
