import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ExecaError, execa } from "execa";
import { parseJournalLine } from "../provider/executor/dry-run/journal-entry.ts";
import type { WriteFile } from "../provider/target/step.ts";

/*
 * `npm run demo`: previews and applies the stack of the root Pulumi.yaml in dry-run mode, then says
 * what a real run would have done. State and journal are kept in .demo/ of this clone.
 */

const root = join(import.meta.dirname, "..");
const demo = join(root, ".demo");
const journal = join(demo, "journal.jsonl");

const pulumi = execa({
  cwd: root,
  env: {
    PULUMI_HOME: join(demo, "home"),
    PULUMI_BACKEND_URL: `file://${demo}`,
    PULUMI_CONFIG_PASSPHRASE: "",
  },
});

/** Runs a Pulumi command as a user would, in full view. */
async function show(...args: readonly string[]): Promise<void> {
  console.log(`\n$ pulumi ${args.join(" ")}\n`);
  await pulumi({ stdio: ["ignore", "inherit", "inherit"] })("pulumi", args);
}

async function main(): Promise<void> {
  rmSync(join(demo, ".pulumi"), { recursive: true, force: true });
  rmSync(journal, { force: true });
  mkdirSync(demo, { recursive: true });
  await pulumi("pulumi", ["stack", "init", "demo"]);
  await pulumi("pulumi", ["config", "set", "pmufilter:journal", journal, "--stack", "demo"]);

  await show("preview", "--stack", "demo", "--diff", "--suppress-outputs");
  await show("up", "--stack", "demo", "--yes", "--skip-preview", "--suppress-outputs");

  const { stdout } = await pulumi("pulumi", ["stack", "output", "--json", "--stack", "demo"]);
  const { entries, qemuArguments } = JSON.parse(stdout) as {
    readonly entries: Readonly<Record<string, string>>;
    readonly qemuArguments: readonly string[];
  };
  section("The guests may count");
  for (const [key, name] of Object.entries(entries)) console.log(`  ${key.padEnd(8)} ${name}`);
  section("QEMU gets");
  console.log(`  ${qemuArguments.map(quoted).join(" ")}`);
  section("A real run would have written");
  for (const { path, mode, text } of plannedFiles()) {
    console.log(`  ${path} (mode ${mode})`);
    console.log(text.trimEnd().replaceAll(/^/gm, "    | "));
  }
  console.log("\nNothing but .demo/ was changed; the plan as data is in .demo/journal.jsonl.");
}

function plannedFiles(): readonly WriteFile[] {
  return readFileSync(journal, "utf8")
    .split("\n")
    .flatMap((line) => parseJournalLine(line)?.steps ?? [])
    .filter((step) => step.step === "writeFile");
}

/** An argument as a shell takes it; the JSON has no single quotes. */
function quoted(argument: string): string {
  return /^[\w.,=-]+$/.test(argument) ? argument : `'${argument}'`;
}

function section(title: string): void {
  console.log(`\n${title}:`);
}

main().catch((error: unknown) => {
  // Pulumi has said what is wrong; its exit code is all that is left to pass on.
  console.error(error instanceof ExecaError ? error.shortMessage : error);
  process.exitCode = 1;
});
