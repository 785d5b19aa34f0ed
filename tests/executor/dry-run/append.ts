import { Journal } from "../../../provider/executor/dry-run/journal.ts";
import { planAt } from "../plans.ts";

// A program that appends 100 plans to the journal at a path, all at once: append.ts PATH NAME.
const [path = "", name = ""] = process.argv.slice(2);
const journal = new Journal(path);
for (let index = 0; index < 100; index++) {
  journal.append(planAt(`${name} ${index}`, name));
}
