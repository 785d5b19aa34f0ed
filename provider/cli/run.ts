import { nearest } from "../errors/nearest.ts";
import type { Command, Result } from "./command.ts";
import { commands } from "./commands.ts";
import { type ExitCode, exitCodes } from "./exit-code.ts";
import { commandHelp, programHelp } from "./help/help-text.ts";
import { type InputProblem, problemsOf } from "./input/input-problem.ts";
import { readSources } from "./input/read-sources.ts";
import { hostTexts } from "./options/host-texts.ts";
import { optionsOf } from "./options/options.ts";
import { type ParsedArguments, parseArguments } from "./options/parse-arguments.ts";
import { usageError } from "./options/usage-error.ts";
import { jsonDocument } from "./output/json.ts";
import { problemJson, problemText } from "./output/problem-text.ts";
import { coloured, plain } from "./output/style.ts";
import { packageVersion } from "./version.ts";
import type { World } from "./world.ts";

/** Does what a command line says, and gives the exit code. */
export async function run(args: readonly string[], world: World): Promise<ExitCode> {
  const [first, ...rest] = args;
  try {
    if (first === undefined) throw usageError("No command is given.", `See "pmufilter help".`);
    if (first.startsWith("-")) return programOption(args, world);
    if (first === "help") return help(rest, world);
    return await runCommand(commandNamed(first), rest, world);
  } catch (error) {
    return tellProblems(problemsOf(error), args, world);
  }
}

function programOption(args: readonly string[], world: World): ExitCode {
  const { values } = parseArguments(args, ["help", "version"]);
  world.writeOutput(values.has("help") ? `${programHelp()}\n` : `${packageVersion()}\n`);
  return exitCodes.fine;
}

function help(args: readonly string[], world: World): ExitCode {
  const { operands } = parseArguments(args, ["help"], "help");
  const [name, surplus] = operands;
  if (surplus !== undefined) throw usageError(`The command help has no place for "${surplus}".`);
  world.writeOutput(`${name === undefined ? programHelp() : commandHelp(commandNamed(name))}\n`);
  return exitCodes.fine;
}

function commandNamed(name: string): Command {
  const names = [...commands.map((command) => command.name), "help"];
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  const [guess] = nearest(name, names);
  throw usageError(
    `There is no command "${name}".`,
    guess === undefined ? `There is ${names.join(", ")}.` : `Did you mean ${guess}?`,
  );
}

async function runCommand(command: Command, args: readonly string[], world: World) {
  const parsed = parseArguments(args, [...command.options, "version"], command.name);
  if (parsed.values.has("help")) return help([command.name], world);
  if (parsed.values.has("version")) return programOption(["--version"], world);
  checkOperands(command, parsed.operands);
  return tellResult(command, await resultOf(command, parsed, world), parsed, world);
}

async function resultOf(command: Command, parsed: ParsedArguments, world: World): Promise<Result> {
  const options = optionsOf(parsed, await hostTexts(parsed, world));
  const { operands } = parsed;
  const sources = await readSources(command.files(operands), world);
  return command.run({ options, operands, sources });
}

function checkOperands({ name, operands, operandCount }: Command, given: readonly string[]): void {
  const [least, most] = operandCount;
  if (given.length >= least && given.length <= most) return;
  const what =
    given.length < least
      ? `The command ${name} lacks an operand.`
      : `The command ${name} has no place for "${given[most]}".`;
  throw usageError(what, `Usage: pmufilter ${name} [OPTION...] ${operands}`);
}

function tellResult(
  { name }: Command,
  { exitCode, text, json, notes }: Result,
  { values }: ParsedArguments,
  world: World,
): ExitCode {
  // Only now is it known that nothing fails: half an output is worse than none.
  const output = values.has("json") ? jsonDocument(name, json) : text(styleOf(world));
  for (const note of notes) world.writeError(`${note}\n`);
  if (output !== "") world.writeOutput(`${output}\n`);
  return exitCode;
}

function tellProblems(
  problems: readonly InputProblem[],
  args: readonly string[],
  world: World,
): ExitCode {
  const [command = ""] = args;
  // Arguments that are wrong may not have been read as far as this one.
  if (args.includes("--json")) {
    world.writeOutput(`${jsonDocument(command, { problems: problems.map(problemJson) })}\n`);
  }
  for (const problem of problems) world.writeError(`${problemText(problem, plain)}\n`);
  return exitCodes.trouble;
}

function styleOf({ stdoutIsTerminal, noColour }: World) {
  return stdoutIsTerminal && (noColour === undefined || noColour === "") ? coloured : plain;
}
