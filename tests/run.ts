import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { installHostPackages } from "../toolchain/host-packages.ts";
import { addTallies, type Tally, tallyAva, tallyCheck } from "../toolchain/tally.ts";
import { readTapLine, type TapLine } from "../toolchain/tap.ts";

/**
 * `npm test`: format and lint, types, the build, then every test. All of them run even when one
 * fails. Packages of the system that tests need are installed before, where that is possible.
 * `npm test -- ARGS` runs AVA alone, with those arguments (files, directories, `--match`).
 *
 * The last line is `N passed, N failed, N skipped`; the exit code is 1 when anything failed.
 */
async function main(args: readonly string[]): Promise<void> {
  if (args.length === 0) await installHostPackages(process.env);
  const tallies: Tally[] = [];
  for (const check of args.length === 0 ? checks : []) tallies.push(await runCheck(check));
  tallies.push(await runAva(args));
  const tally = addTallies(tallies);
  list("Skipped", tally.skips);
  list("Failed", tally.failures);
  console.log(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
  process.exitCode = tally.failed === 0 ? 0 : 1;
}

interface Check {
  readonly title: string;
  readonly command: readonly string[];
}

const root = join(import.meta.dirname, "..");
const modules = join(root, "node_modules");

const checks: readonly Check[] = [
  {
    title: "Format and lint",
    command: [join(modules, "@biomejs", "biome", "bin", "biome"), "ci", "--colors=off"],
  },
  { title: "Types", command: [join(modules, "typescript", "bin", "tsc"), "-p", "."] },
  { title: "Build", command: [join(root, "toolchain", "build.ts")] },
];

async function runCheck({ title, command }: Check): Promise<Tally> {
  console.log(`\n${title}`);
  const start = Date.now();
  const child = spawn(process.execPath, command, { cwd: root, stdio: "inherit" });
  const passed = (await ended(child)) === 0;
  console.log(`${passed ? "ok" : "FAILED"}, ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return tallyCheck(title, passed);
}

async function runAva(args: readonly string[]): Promise<Tally> {
  console.log("\nTests");
  const ava = join(modules, "ava", "entrypoints", "cli.js");
  const child = spawn(process.execPath, [ava, "--tap", ...args], {
    cwd: root,
    stdio: ["inherit", "pipe", "inherit"],
  });
  const end = ended(child);
  const lines: TapLine[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    const line = readTapLine(text);
    lines.push(line);
    show(line);
  }
  return tallyAva(lines, await end);
}

const labels = { passed: "ok     ", failed: "FAILED ", skipped: "skipped", todo: "to do  " };

function show(line: TapLine): void {
  if ("title" in line) console.log(`${labels[line.kind]} ${line.title}`);
  if (line.kind === "text") console.log(`        ${line.text}`);
}

function list(heading: string, titles: readonly string[]): void {
  if (titles.length > 0) console.log([`\n${heading}:`, ...titles].join("\n  "));
}

function ended(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once("close", (code) => resolve(code ?? 1));
  });
}

main(process.argv.slice(2));
