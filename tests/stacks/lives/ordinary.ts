import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { boot } from "../boot.ts";
import type { Life } from "../life.ts";
import { snapshot } from "../snapshot.ts";
import { allow, file } from "./filter.ts";

/** What most stacks go through. */
export const ordinary: Life = {
  title: "preview, up, up again, the same said otherwise, one event changed, destroy",

  async live(t, stack) {
    const targets = [
      file(stack.file("web.args")),
      file(stack.file("web.env"), { format: "environment", mode: "0640" }),
    ];
    writeFileSync(stack.file("neighbour.args"), "-nographic\n");
    const untouched = snapshot(stack.targets);
    stack.declare({ web: allow([{ name: "branches" }, { select: "0x2e", umask: 79 }], targets) });

    const preview = await stack.preview();
    t.deepEqual(preview.steps, { web: "create" });
    t.regex(preview.messages, /\[ALLOW_WITHOUT_FIXED_COUNTERS\]/);
    t.deepEqual(snapshot(stack.targets), untouched, "a preview touches nothing");

    await stack.up();
    const filter = {
      action: 0,
      nevents: 2,
      fixed_counter_bitmap: 0,
      flags: 0,
      events: ["0x4f2e", "0xc4"],
    };
    t.deepEqual(await boot(stack.file("web.args")), filter);
    t.deepEqual(await boot(stack.file("web.args"), "xargs"), filter);
    t.deepEqual(await boot(stack.file("web.env"), "environment"), filter);
    const lines = readFileSync(stack.file("web.args"), "utf8").split("\n").slice(0, -1);
    t.deepEqual((await stack.resources())["web"]?.outputs.qemuArguments, lines);

    const applied = snapshot(stack.targets);
    await stack.upUnchanged();
    t.deepEqual(snapshot(stack.targets), applied, "nothing is written where nothing changed");

    const otherwise = [
      { name: "LONGEST_LAT_CACHE.REFERENCE" },
      { code: "0xc4" },
      { select: 196, umask: "0x0" },
      { format: "x86-masked-entry", select: "0xC4", mask: 255, match: 0, exclude: false },
    ];
    stack.declare({ web: allow(otherwise, targets.toReversed()) });
    await stack.upUnchanged();
    t.deepEqual(snapshot(stack.targets), applied, "nor where it is only said otherwise");

    stack.declare({ web: allow([{ name: "branches" }, { name: "branch-misses" }], targets) });
    t.deepEqual(await stack.previewEntries("web"), [
      '- 2e/4f: "cache-references"',
      '+ c5/00: "branch-misses"',
    ]);
    await stack.up();
    t.deepEqual((await boot(stack.file("web.args"))).events, ["0xc4", "0xc5"]);
    t.deepEqual((await boot(stack.file("web.env"), "environment")).events, ["0xc4", "0xc5"]);

    await stack.destroy();
    t.deepEqual(readdirSync(stack.targets), ["neighbour.args"]);
    t.is(snapshot(stack.targets)["neighbour.args"], untouched["neighbour.args"]);
  },
};
