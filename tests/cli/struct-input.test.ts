import test from "ava";
import { runInMemory, runJson } from "./run-in-memory.ts";

/** A struct of x86 in hexadecimal. */
function struct(action: number, flags: number, codes: readonly bigint[]): string {
  const bytes = Buffer.alloc(32 + 8 * codes.length);
  bytes.writeUInt32LE(action, 0);
  bytes.writeUInt32LE(codes.length, 4);
  bytes.writeUInt32LE(flags, 12);
  for (const [index, code] of codes.entries()) bytes.writeBigUInt64LE(code, 32 + 8 * index);
  return bytes.toString("hex");
}

const wide = struct(1, 0, [0x1_0000_00c0n, 0x1c4n]);
const codes = ({ findings }: { findings: readonly { code: string }[] }) =>
  findings.map(({ code }) => code);

test("a wide select is no stray bits while hosts may be AMD", async (t) => {
  const { exitCode, json } = await runJson(["lint"], { stdin: wide });
  t.is(exitCode, 0);
  t.true(codes(json).includes("SELECT_ABOVE_INTEL_WIDTH"));
  t.false(codes(json).includes("RAW_STRAY_BITS"));
  const encoded = await runInMemory(["encode", "--to", "kvm-struct"], { stdin: wide });
  t.is(encoded.stdout.trim().length, wide.length);
  t.is((await runInMemory(["minimize"], { stdin: wide })).exitCode, 0);
});

test("on Intel hosts a wide select is dropped, and they are named", async (t) => {
  const { exitCode, json } = await runJson(["lint", "--cpu", "intel"], { stdin: wide });
  t.is(exitCode, 1);
  const stray = json.findings.find(({ code }: { code: string }) => code === "RAW_STRAY_BITS");
  t.regex(stray.message, /on Intel hosts/);
});

const umasks = Array.from({ length: 256 }, (_, umask) => BigInt(umask) << 8n);
const many = [...umasks.map((umask) => umask | 0xc0n), ...umasks.map((umask) => umask | 0xc1n)];
const object = JSON.stringify({
  "qom-type": "kvm-pmu-filter",
  id: "f0",
  action: "deny",
  events: many.map((code) => ({ format: "raw", code: Number(code) })),
});

for (const [form, stdin] of [
  ["struct", struct(1, 0, many)],
  ["QEMU object", object],
] as const) {
  test(`a ${form} of 512 entries is refused, and can be minimised and encoded`, async (t) => {
    const decoded = await runJson(["decode"], { stdin });
    t.is(decoded.exitCode, 1);
    t.is(decoded.json.verdicts[0].errno, "E2BIG");
    const { exitCode, json } = await runJson(["minimize"], { stdin });
    t.is(exitCode, 0);
    t.deepEqual([json.before, json.after], [512, 2]);
    t.is((await runInMemory(["encode"], { stdin })).exitCode, 0);
  });
}

test("minimize exits with 1 where 300 entries do not do", async (t) => {
  const scattered = Array.from(
    { length: 301 },
    (_, n) => BigInt(n & 0xff) | (BigInt(n >> 8) << 32n),
  );
  const { exitCode, json } = await runJson(["minimize"], { stdin: struct(1, 0, scattered) });
  t.is(exitCode, 1);
  t.is(json.after, 301);
});

test("minimize can be told to mind no rule", async (t) => {
  const stdin = struct(1, 0, [0x100c0n, 0xc4n]);
  t.is((await runInMemory(["minimize"], { stdin })).exitCode, 2);
  const off = await runInMemory(["minimize", "--lint", "RAW_STRAY_BITS=off"], { stdin });
  t.is(off.exitCode, 0);
});

test("what follows a struct is told", async (t) => {
  const { json } = await runJson(["decode"], { stdin: `${struct(1, 0, [0xc4n])}00` });
  t.regex(json.remarks[0].message, /^1 byte follows/);
});

const call = "1100010000000000";
for (const count of [1, 4, 5, 6]) {
  for (const between of ["\n", ""]) {
    test(`${count} arm64 calls are told ${between === "" ? "without" : "by"} lines`, async (t) => {
      const stdin = Array(count).fill(call).join(between);
      t.is((await runJson(["decode"], { stdin })).json.form, "arm64-structs");
    });
  }
}

test("--cpu decides over bytes that are structs of both", async (t) => {
  const stdin = "0".repeat(64);
  const form = async (...args: string[]) =>
    (await runJson(["decode", ...args], { stdin })).json.form;
  t.is(await form(), "kvm-struct");
  t.is(await form("--cpu", "intel"), "kvm-struct");
  t.is(await form("--cpu", "arm64"), "arm64-structs");
});

test("explain tells the verdicts where hosts differ", async (t) => {
  const { json } = await runJson(["explain", "-", "1c0/00"], { stdin: wide });
  t.deepEqual(
    json.verdicts.map(({ hosts }: { hosts: readonly string[] }) => hosts),
    [["intel"], ["amd"]],
  );
});
