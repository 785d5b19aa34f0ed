import { readdirSync } from "node:fs";
import { boot } from "../boot.ts";
import type { Life } from "../life.ts";
import { allow, file } from "./filter.ts";

/** The least that shows that a kind of program works. */
export const short: Life = {
  title: "up, up again, destroy",

  async live(t, stack) {
    stack.declare({ web: allow([{ name: "branches" }], [file(stack.file("web.args"))]) });
    await stack.up();
    t.deepEqual((await boot(stack.file("web.args"))).events, ["0xc4"]);
    await stack.upUnchanged();
    await stack.destroy();
    t.deepEqual(readdirSync(stack.targets), []);
  },
};
