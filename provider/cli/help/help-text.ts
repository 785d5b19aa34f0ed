import type { Command } from "../command.ts";
import { commands } from "../commands.ts";
import { inputForms } from "../input/input-form.ts";
import { type Option, type OptionName, optionTable } from "../options/option-table.ts";
import { formsHelp } from "./forms-help.ts";

/** The help on the program as a whole. */
export function programHelp(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `Usage: pmufilter COMMAND [OPTION...] [OPERAND...]

KVM PMU event filters: what they say, what they do, and the forms in which KVM and VMMs take them.

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join("\n")}
  ${"help".padEnd(width)}  Print this help, or that of a command.

${formsHelp("A filter is read from FILE, or from standard input for - or no FILE. Its content tells its form:", inputForms)}

Options that every command has are --json, --help and --version. NO_COLOR is heeded. Exit codes are
0 if all is well, 1 if the answer is no, and 2 if it could not be given.`;
}

/** The help on a command. */
export function commandHelp(command: Command): string {
  const { name, operands, summary, options, details, exits } = command;
  const names = options.map(optionHead);
  const width = Math.max(...names.map((head) => head.length));
  const lines = options.map((option, index) => {
    const { description }: Option = optionTable[option];
    return `  ${(names[index] ?? "").padEnd(width)}  ${wrapped(description, width + 4)}`;
  });
  return `Usage: pmufilter ${name} [OPTION...] ${operands}

${summary}

${details}

Options:
${lines.join("\n")}

Exit codes:
${exitLines(exits).join("\n")}`;
}

function exitLines(own: readonly string[]): readonly string[] {
  const usual = ["0  All is well.", "2  Wrong usage or input, or a file that cannot be read."];
  const others = usual.filter((line) => !own.some((said) => said[0] === line[0]));
  return [...own, ...others].sort().map((line) => `  ${line}`);
}

function optionHead(name: OptionName): string {
  const { value, short }: Option = optionTable[name];
  const long = value === undefined ? `--${name}` : `--${name} ${value}`;
  return short === undefined ? long : `-${short}, ${long}`;
}

/** Words in lines of at most 100 columns, the further ones indented. */
function wrapped(text: string, indent: number): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && indent + line.length + 1 + word.length > 100) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join(`\n${" ".repeat(indent)}`);
}
