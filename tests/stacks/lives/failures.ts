import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Life } from "../life.ts";
import { snapshot } from "../snapshot.ts";
import { allow, file, ownStackLine } from "./filter.ts";

/** Targets that cannot be written. */
export const failures: Life = {
  title: "a foreign file and a missing directory fail, the good target beside them is kept",

  async live(t, stack) {
    const events = [{ name: "branches" }];
    writeFileSync(stack.file("foreign.args"), "-nographic\n");
    const foreign = snapshot(stack.targets)["foreign.args"];
    stack.declare({
      alone: allow(events, [file(stack.file("foreign.args"))]),
      mixed: allow(events, [file(stack.file("good.args")), file(stack.file("none/bad.args"))]),
    });
    const failure = await stack.fail(["up", "--yes", "--skip-preview", "--continue-on-error"]);
    t.regex(failure, /foreign\.args.*pulumi import .*\[FILE_NOT_OURS\]/s);
    t.regex(failure, /none\/bad\.args.*\[FILE_INACCESSIBLE\]/s);
    t.notRegex(failure, ownStackLine, "no stack trace for what a user can mend");
    t.is(readFileSync(stack.file("foreign.args"), "utf8"), "-nographic\n");
    t.is(snapshot(stack.targets)["foreign.args"], foreign);
    const good = snapshot(stack.targets)["good.args"];
    t.not(good, undefined);

    const halfDone = await stack.resources();
    t.is(halfDone["alone"], undefined, "nothing was made of it");
    t.deepEqual(Object.keys(halfDone["mixed"]?.outputs.applied ?? {}), [stack.key("good.args")]);
    if (stack.shell.showsObserved) {
      const changes = await stack.previewChanges("mixed");
      t.is(changes.length, 2, changes.join("\n"));
      t.true(changes[1]?.startsWith(`+ ${stack.key("none/bad.args")}`), changes.join("\n"));
    }

    rmSync(stack.file("foreign.args"));
    mkdirSync(stack.file("none"));
    await stack.up();
    const { alone, mixed } = await stack.resources();
    t.deepEqual(alone?.outputs.status[stack.key("foreign.args")]?.state, "applied");
    t.deepEqual(mixed?.outputs.status[stack.key("none/bad.args")]?.state, "applied");
    t.is(snapshot(stack.targets)["good.args"], good, "what was done is not done again");
    await stack.upUnchanged();
  },
};
