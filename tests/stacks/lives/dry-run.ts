import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Life } from "../life.ts";
import { snapshot } from "../snapshot.ts";
import type { Stack } from "../stack.ts";
import { allow, file } from "./filter.ts";

const dry = { PMUFILTER_DRY_RUN: "1" };

/** A whole life in dry-run mode. */
export const dryRun: Life = {
  title: "in dry-run mode, preview, up, a change, refresh and destroy change only the journal",

  async live(t, stack) {
    const targets = [file(stack.file("web.args")), file("/no/such/directory/web.args")];
    await stack.run(["config", "set", "pmufilter:dryRun", "true"]);
    mkdirSync(join(stack.directory, ".pmufilter"));
    const declare = (event: string) => stack.declare({ web: allow([{ name: event }], targets) });
    declare("branches");
    const before = everything(stack);
    t.deepEqual((await stack.preview()).steps, { web: "create" });
    t.deepEqual(everything(stack), before);
    t.false(existsSync(journal(stack)), "a preview writes not even the journal");

    await stack.up();
    t.deepEqual(everything(stack), before);
    t.is(journalLines(stack).length, 2);
    const { status, applied } = (await stack.resources())["web"]?.outputs ?? {};
    t.is(status?.[stack.key("web.args")]?.state, "dry-run");
    t.regex(applied?.[stack.key("web.args")] ?? "", /^dry-run [0-9a-f]{16}$/);
    await stack.upUnchanged();
    await stack.upUnchanged({}, ["--refresh"]);
    t.is(journalLines(stack).length, 2, "what the journal has is not missing");

    declare("branch-misses");
    const changed = everything(stack);
    t.deepEqual(await stack.previewEntries("web"), [
      '- c4/00: "branches"',
      '+ c5/00: "branch-misses"',
    ]);
    await stack.up();
    await stack.destroy();
    t.deepEqual(everything(stack), changed);
    t.deepEqual(
      journalLines(stack).map(({ steps }) => steps.map(({ step }) => step).join()),
      [...Array(4).fill("writeFile,writeFile"), ...Array(2).fill("removeFile,removeFile")],
    );
  },
};

/** A dry run of a stack that a real run applied. */
export const dryAfterReal: Life = {
  title: "a dry run after a real one changes nothing and will not delete, a real one goes on",

  async live(t, stack) {
    const kept = file(stack.file("kept.args"));
    const added = file(stack.file("added.args"));
    const removed = file(stack.file("removed.args"));
    stack.declare({ web: allow([{ name: "branches" }], [kept, removed]) });
    await stack.up();
    const applied = snapshot(stack.targets);
    const { status } = (await stack.resources())["web"]?.outputs ?? {};

    stack.declare({ web: allow([{ name: "branch-misses" }], [kept, added]) });
    await stack.up(dry);
    t.deepEqual(snapshot(stack.targets), applied);
    const dryStatus = (await stack.resources())["web"]?.outputs.status ?? {};
    t.deepEqual(dryStatus[stack.key("kept.args")], status?.[stack.key("kept.args")]);
    t.deepEqual(dryStatus[stack.key("removed.args")], status?.[stack.key("removed.args")]);
    t.is(dryStatus[stack.key("added.args")]?.state, "dry-run");

    const refused = await stack.fail(["destroy", "--yes", "--skip-preview"], dry);
    t.regex(refused, /kept\.args.*\[DRY_DELETE_REFUSED\]/s);
    t.deepEqual(snapshot(stack.targets), applied);

    await stack.up();
    t.deepEqual(argumentFiles(stack), ["added.args", "kept.args"]);
    t.not(snapshot(stack.targets)["kept.args"], applied["kept.args"]);
    await stack.destroy();
    t.deepEqual(readdirSync(stack.targets), []);
  },
};

/** A resource that asks for a dry run itself. */
export const realAfterDry: Life = {
  title: "a real run after a resource's own dry run writes, a dry one after that changes nothing",

  async live(t, stack) {
    const targets = [file(stack.file("web.args"))];
    const declare = (event: string, dryRun?: boolean) =>
      stack.declare({
        web: allow([{ name: event }], targets, dryRun === undefined ? {} : { dryRun }),
        other: allow([{ name: event }], [file(stack.file("other.args"))]),
      });
    declare("branches", true);
    await stack.up();
    t.deepEqual(argumentFiles(stack), ["other.args"], "the other resource is real");

    declare("branches");
    const changes = await stack.previewChanges("web");
    t.true(changes.includes("- dryRun: true"), changes.join("\n"));
    if (stack.shell.showsObserved) {
      const line = changes.find((change) => change.includes(stack.key("web.args"))) ?? "";
      t.regex(line, /^~ .*: "dry-run ([0-9a-f]{16})" => "\1"$/);
    }
    await stack.up();
    t.deepEqual(argumentFiles(stack), ["other.args", "web.args"]);

    const written = snapshot(stack.targets)["web.args"];
    declare("branch-misses", true);
    await stack.up();
    t.is(snapshot(stack.targets)["web.args"], written);
    t.is((await stack.resources())["web"]?.outputs.status[stack.key("web.args")]?.state, "applied");
  },
};

/** The directories of a stack, but for the journal and where Pulumi keeps its own. */
function everything(stack: Stack) {
  const program = Object.entries(snapshot(stack.directory));
  return {
    targets: snapshot(stack.targets),
    program: Object.fromEntries(program.filter(([name]) => !name.startsWith(".pmufilter"))),
  };
}

function argumentFiles(stack: Stack): readonly string[] {
  return readdirSync(stack.targets).filter((name) => name.endsWith(".args"));
}

function journal(stack: Stack): string {
  return join(stack.directory, ".pmufilter", "journal.jsonl");
}

function journalLines(stack: Stack) {
  const lines = readFileSync(journal(stack), "utf8").split("\n").slice(0, -1);
  return lines.map(
    (line) => JSON.parse(line) as { readonly steps: readonly { readonly step: string }[] },
  );
}
