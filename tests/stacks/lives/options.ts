import { readdirSync } from "node:fs";
import type { Life } from "../life.ts";
import { snapshot } from "../snapshot.ts";
import { allow, file } from "./filter.ts";

/** Pulumi's resource options. */
export const options: Life = {
  title: "protect and ignoreChanges do what they say",

  async live(t, stack) {
    const declare = (event: string) => {
      const filter = (name: string) => allow([{ name: event }], [file(stack.file(name))]);
      stack.declare({
        events: { ...filter("events"), options: { protect: true, ignoreChanges: ["events"] } },
        everything: { ...filter("everything"), options: { ignoreChanges: ["*"] } },
      });
    };
    declare("branches");
    await stack.up();
    const applied = snapshot(stack.targets);

    declare("branch-misses");
    await stack.upUnchanged();

    stack.declare({});
    t.regex(await stack.fail(["up", "--yes", "--skip-preview"]), /protect/);
    t.regex(await stack.fail(["destroy", "--yes", "--skip-preview"]), /protect/);
    t.is(snapshot(stack.targets)["events"], applied["events"]);

    await stack.run(["state", "unprotect", "--all", "--yes"]);
    await stack.destroy();
    t.deepEqual(readdirSync(stack.targets), []);
  },
};
