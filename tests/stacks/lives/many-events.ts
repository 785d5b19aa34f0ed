import { changedLines, entryLines } from "../diff-lines.ts";
import type { Life } from "../life.ts";
import { allow, file } from "./filter.ts";

/** A list as long as real ones get. */
export const manyEvents: Life = {
  title: "one event added to 200 shows as exactly that one, also in front",

  async live(t, stack) {
    const targets = [file(stack.file("web.args"))];
    const events = Array.from({ length: 200 }, (_, index) => ({
      select: 0x10 + (index % 100),
      umask: 1 + Math.floor(index / 100),
    }));
    const few = allow(events.slice(0, 5), []);
    const added = { name: "branches" };
    stack.declare({ web: allow(events, targets), few });
    await stack.up();
    for (const [name, resource] of Object.entries(await stack.resources())) {
      const events = Object.keys(resource.outputs.entries).length;
      t.log(`${name}, ${events} events: ${JSON.stringify(resource).length} bytes of state`);
    }

    for (const longer of [
      [...events, added],
      [added, ...events],
    ]) {
      stack.declare({ web: allow(longer, targets), few });
      const preview = await stack.run(["preview", "--diff"]);
      t.deepEqual(entryLines(changedLines(preview, "web")), ['+ c4/00: "branches"']);
      t.deepEqual(changedLines(preview, "few"), []);
    }
  },
};
