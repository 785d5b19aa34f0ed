import { stripVTControlCharacters } from "node:util";
import test from "ava";
import { files } from "./files.ts";
import { runInMemory } from "./run-in-memory.ts";

const commands: readonly (readonly string[])[] = [
  ["encode", "web.yaml"],
  ["decode", "web.yaml"],
  ["explain", "web.yaml", "branches", "c5/00"],
  ["lint", "deny.yaml"],
  ["diff", "web.yaml", "deny.yaml"],
  ["events", "branches"],
  ["minimize", "deny.yaml"],
];

for (const args of commands) {
  test(`${args[0]} prints the same text on a terminal, but for colours`, async (t) => {
    const piped = await runInMemory(args, { files });
    const terminal = await runInMemory(args, { files, stdoutIsTerminal: true });
    t.is(stripVTControlCharacters(piped.stdout), piped.stdout);
    t.is(stripVTControlCharacters(terminal.stdout), piped.stdout);
    const noColour = await runInMemory(args, { files, stdoutIsTerminal: true, noColour: "1" });
    t.is(noColour.stdout, piped.stdout);
  });
}

test("explain sets its answers off on a terminal, also where NO_COLOR is empty", async (t) => {
  const args = ["explain", "web.yaml", "branches"];
  for (const around of [{}, { noColour: "" }]) {
    const { stdout } = await runInMemory(args, { files, stdoutIsTerminal: true, ...around });
    t.true(stdout.includes("\u001b[32myes\u001b[39m"));
  }
});
