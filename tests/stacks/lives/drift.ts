import { appendFileSync, chmodSync, rmSync, statSync } from "node:fs";
import { boot } from "../boot.ts";
import type { Life } from "../life.ts";
import { allow, file } from "./filter.ts";

/** What others do to the files between two runs. */
export const drift: Life = {
  title: "files edited, removed, given another mode and robbed of their record are put right",

  async live(t, stack) {
    const names = ["edited", "removed", "mode", "record", "kept"];
    const targets = names.map((name) => file(stack.file(name)));
    stack.declare({ web: allow([{ name: "branches" }], targets) });
    await stack.up();
    const { applied } = (await stack.resources())["web"]?.outputs ?? {};
    const kept = statSync(stack.file("kept"));

    appendFileSync(stack.file("edited"), "-nographic\n");
    rmSync(stack.file("removed"));
    chmodSync(stack.file("mode"), 0o666);
    rmSync(stack.file("record.pmufilter.json"));

    await stack.refresh();
    const { outputs } = (await stack.resources())["web"] ?? {};
    const seen = {
      edited: "edited by hand",
      removed: "missing",
      mode: "edited by hand",
      record: "edited by hand",
    };
    for (const [name, text] of Object.entries(seen)) {
      t.is(outputs?.applied[stack.key(name)], text);
      t.not(outputs?.status[stack.key(name)]?.state, "applied");
    }
    t.is(outputs?.applied[stack.key("kept")], applied?.[stack.key("kept")]);

    const changes = await stack.previewChanges("web");
    for (const [name, text] of Object.entries(seen)) {
      const key = stack.key(name);
      const line = changes.find((change) => change.startsWith(`~ ${key}`));
      t.true(line?.endsWith(`: "${text}" => "${applied?.[key]}"`), line);
    }
    t.false(changes.some((change) => change.includes(stack.key("kept"))));

    await stack.up();
    t.deepEqual((await stack.resources())["web"]?.outputs.applied, applied);
    for (const name of names) {
      t.deepEqual((await boot(stack.file(name))).events, ["0xc4"]);
      t.is(statSync(stack.file(name)).mode & 0o777, 0o644);
    }
    const { ino, mtimeMs } = statSync(stack.file("kept"));
    t.deepEqual({ ino, mtimeMs }, { ino: kept.ino, mtimeMs: kept.mtimeMs });
  },
};
