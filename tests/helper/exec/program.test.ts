import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { testWithHelper } from "../helper-test.ts";
import { type HelperError, jsonOf, runHelper } from "../run-helper.ts";
import { fileOf, filters, temporaryDirectory, vmmProgram, warning } from "./vmm.ts";

/** The VMM, changed. */
type Change = (bytes: Buffer) => Buffer;

const changed: readonly (readonly [string, Change, number, HelperError["code"]])[] = [
  ["a script", () => Buffer.from("#!/bin/sh\n"), 0o755, "PROGRAM_UNUSABLE"],
  ["an empty file", () => Buffer.alloc(0), 0o755, "PROGRAM_UNUSABLE"],
  ["a file cut off", (bytes) => bytes.subarray(0, 100), 0o755, "PROGRAM_UNUSABLE"],
  ["of 32 bits", (bytes) => withByte(bytes, 4, 1), 0o755, "PROGRAM_UNUSABLE"],
  ["of another machine", (bytes) => withByte(bytes, 18, 0xf3), 0o755, "PROGRAM_UNUSABLE"],
  ["an object file", (bytes) => withByte(bytes, 16, 1), 0o755, "PROGRAM_UNUSABLE"],
  ["set-user-ID", (bytes) => bytes, 0o4755, "PROGRAM_UNUSABLE"],
  ["set-group-ID", (bytes) => bytes, 0o2755, "PROGRAM_UNUSABLE"],
  ["not executable", (bytes) => bytes, 0o644, "PROGRAM_UNUSABLE"],
];

for (const [what, change, mode, code] of changed) {
  testWithHelper(`a program that cannot be used: ${what}`, async (t) => {
    const program = await copyOfVmm(t, change, mode);
    const ended = await runHelper(execOf(t, program));
    t.is(ended.code, 6);
    t.like(jsonOf(ended), { command: "exec", ok: false, error: { code } });
  });
}

testWithHelper("a static program is told apart", async (t) => {
  const ended = await runHelper(execOf(t, await vmmProgram({ flags: ["-static"] })));
  t.is(ended.code, 6);
  t.like(jsonOf(ended), { error: { code: "PROGRAM_STATIC" } });
});

for (const name of ["/nowhere/vmm", "no-such-vmm", "", "/", "."]) {
  testWithHelper(`a program that is not there: ${JSON.stringify(name)}`, async (t) => {
    const ended = await runHelper(execOf(t, name));
    t.is(ended.code, 6);
    t.like(jsonOf(ended), { error: { code: "PROGRAM_UNUSABLE" } });
  });
}

testWithHelper("with --optional a static program runs, after a warning", async (t) => {
  const program = await vmmProgram({ flags: ["-static"] });
  const ended = await runHelper([
    "exec",
    "--optional",
    ...execOf(t, program, "--threads", "0").slice(1),
  ]);
  t.deepEqual([ended.code, ended.stdout.split(" ")[0]], [0, "ready"]);
  t.regex(ended.stderr, warning);
  t.regex(ended.stderr, /\[PROGRAM_STATIC\]/);
});

testWithHelper("a program is found on PATH past what cannot be executed", async (t) => {
  const directory = temporaryDirectory(t);
  for (const name of ["a", "b", "c"]) mkdirSync(join(directory, name));
  mkdirSync(join(directory, "a", "vmm"));
  writeFileSync(join(directory, "b", "vmm"), "");
  copyFileSync(await vmmProgram(), join(directory, "c", "vmm"));
  const PATH = ["a", "b", "nowhere", "c"].map((name) => join(directory, name)).join(":");
  const ended = await runHelper(execOf(t, "vmm", "--threads", "0"), { env: { PATH } });
  t.deepEqual([ended.code, ended.stderr], [0, ""]);
});

function execOf(t: ExecutionContext, program: string, ...args: readonly string[]) {
  return ["exec", "--filter", fileOf(t, filters.three), "--", program, ...args];
}

async function copyOfVmm(t: ExecutionContext, change: Change, mode: number): Promise<string> {
  const copy = join(temporaryDirectory(t), "vmm");
  writeFileSync(copy, change(readFileSync(await vmmProgram())));
  chmodSync(copy, mode);
  return copy;
}

function withByte(bytes: Buffer, at: number, byte: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = byte;
  return copy;
}
