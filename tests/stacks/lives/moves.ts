import { existsSync, readdirSync, readFileSync } from "node:fs";
import { boot } from "../boot.ts";
import type { Life } from "../life.ts";
import { allow, file } from "./filter.ts";

/** Pulumi creates before it deletes, so a file's old owner acts after its new one. */
export const moves: Life = {
  title: "a target moves to another resource, and a resource gets another name",

  async live(t, stack) {
    const target = file(stack.file("web.args"));
    const owner = (): string | undefined => {
      const record = readFileSync(stack.file("web.args.pmufilter.json"), "utf8");
      return (JSON.parse(record) as { readonly resource: string }).resource;
    };
    stack.declare({
      first: allow([{ name: "branches" }], [target]),
      second: allow([{ name: "branch-misses" }], []),
    });
    await stack.up();
    t.is(owner(), (await stack.resources())["first"]?.id);

    stack.declare({
      first: allow([{ name: "branches" }], []),
      second: allow([{ name: "branch-misses" }], [target]),
    });
    await stack.up();
    t.is(owner(), (await stack.resources())["second"]?.id);
    t.deepEqual((await boot(stack.file("web.args"))).events, ["0xc5"]);

    stack.declare({ renamed: allow([{ name: "branch-misses" }], [target]) });
    await stack.up();
    const resources = await stack.resources();
    t.deepEqual(Object.keys(resources), ["renamed"]);
    t.is(owner(), resources["renamed"]?.id);
    t.deepEqual((await boot(stack.file("web.args"))).events, ["0xc5"]);

    stack.declare({ renamed: allow([{ name: "branch-misses" }], [file(stack.file("new.args"))]) });
    await stack.up();
    t.false(existsSync(stack.file("web.args")), "a path that is not wanted any more is cleared");

    await stack.destroy();
    t.deepEqual(readdirSync(stack.targets), []);
  },
};
