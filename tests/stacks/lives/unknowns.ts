import { existsSync } from "node:fs";
import type { Life } from "../life.ts";
import { allow, file } from "./filter.ts";

/** Inputs that only another resource's creation will tell. */
export const unknowns: Life = {
  title: "values that are not known yet pass a preview and are judged when they are known",

  async live(t, stack) {
    const first = allow([{ name: "branches" }], []);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Pulumi's way to say an output.
    const id = "${first.id}";
    const known = allow([{ name: "branches" }], [file(stack.file(`${id}.args`))]);
    stack.declare({
      first,
      path: known,
      select: allow([{ name: "branches" }, { select: id, umask: 0 }], []),
    });
    const preview = await stack.run(["preview", "--diff"]);
    t.is(preview.match(/PmuFilter: \(create\)/g)?.length, 3);
    for (const property of ["path", "applied", "select", "entries"]) {
      t.regex(preview, new RegExp(`^ +${property} *: \\[unknown\\]$`, "m"));
    }

    const failure = await stack.fail(["up", "--yes", "--skip-preview"]);
    t.regex(failure, /events\[1\]\.select .*which is no number.*\[NUMBER_INVALID\]/s);

    stack.declare({ first, path: known });
    await stack.up();
    t.true(existsSync(stack.file(`${(await stack.resources())["first"]?.id}.args`)));
  },
};
