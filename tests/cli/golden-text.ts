import { join } from "node:path";
import { files } from "./files.ts";
import { type GoldenCase, goldenCases } from "./golden-cases.ts";
import { runInMemory } from "./run-in-memory.ts";

/** The golden file: each command line with its exit code, stdout and stderr. */
export const goldenFile = join(import.meta.dirname, "golden.txt");

/** What the golden file should hold, a section per case. */
export async function goldenSections(): Promise<readonly string[]> {
  const sections: string[] = [];
  for (const one of goldenCases) sections.push(await section(one));
  return sections;
}

async function section({ args, around = {} }: GoldenCase): Promise<string> {
  const world = { ...around, files: { ...files, ...around.files } };
  const { exitCode, stdout, stderr } = await runInMemory(args, world);
  const terminal = around.stdinIsTerminal === true ? " < (a terminal)" : "";
  return [
    `$ pmufilter ${args.join(" ")}`.trimEnd() + terminal,
    `exit ${exitCode}`,
    ...marked("stdout", stdout),
    ...marked("stderr", stderr),
    "",
  ].join("\n");
}

function marked(stream: string, text: string): readonly string[] {
  if (text === "") return [];
  return [
    `${stream}:`,
    ...text
      .replace(/\n$/, "")
      .split("\n")
      .map((line) => `  ${line}`.trimEnd()),
  ];
}
