import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { testWithHelper, testWithKvm, testWithQemu } from "../helper-test.ts";
import { qemuProgram } from "../qemu.ts";
import { type HelperError, jsonOf, runHelper } from "../run-helper.ts";
import { structBytes } from "../struct-bytes.ts";
import { carriedRecords, fileOf, startVmm, temporaryDirectory, vmmProgram } from "./vmm.ts";

const uuid = "0ba31d56-2a1b-4c3d-8e9f-aabbccddeeff";
const upper = uuid.toUpperCase();

/* Each file denies another event, so that the record tells which one it was. */
const files = ["default", `by-uuid/${uuid}`, "by-name/web1", "by-name/a,b"];

/** Without the files named, which one is chosen. */
const rows: readonly (readonly [readonly string[], readonly string[], string | null])[] = [
  [["-uuid", uuid], [], `by-uuid/${uuid}`],
  [["--uuid", upper], [], `by-uuid/${uuid}`],
  [["-uuid", uuid.replaceAll("-", "")], [], `by-uuid/${uuid}`],
  [["-name", "web1"], [], "by-name/web1"],
  [["-name", "guest=web1,debug-threads=on"], [], "by-name/web1"],
  [["-name", "guest=a,,b"], [], "by-name/a,b"],
  [["-name", "web1", "-uuid", uuid], [], `by-uuid/${uuid}`],
  [["-name", "web1", "-uuid", uuid], [`by-uuid/${uuid}`], "by-name/web1"],
  [["-name", "web2", "-uuid", uuid], [`by-uuid/${uuid}`], "default"],
  [["-name", "web2"], [], "default"],
  [["-name", "web2"], ["default"], null],
  [["-name", "../default"], ["default"], null],
  [["-name", "../by-name/web1"], [], "default"],
  [["-name", ".."], [], "default"],
  [["-name", "."], [], "default"],
  [["-name", "x".repeat(300)], [], "default"],
  [["-name", "y".repeat(1100)], [], "default"],
  [["-name", "debug-threads=on"], [], "default"],
  // What is another option's value, as a tenant may have chosen it.
  [["-uuid", uuid, "-append", "-uuid", "-no-reboot"], [], `by-uuid/${uuid}`],
  [["-name", "web1", "-append", "-name", "web2"], [], "by-name/web1"],
  [["-append", "-name", "web1"], ["default"], null],
  [["-no-reboot", "-name", "web1"], [], "by-name/web1"],
  [["-S", "--enable-kvm", "-uuid", uuid], [], `by-uuid/${uuid}`],
  [["-option-of-2040", "value", "-name", "web1"], [], "by-name/web1"],
  [["-name", "web1", "-option-of-2040", "-S"], [], "by-name/web1"],
  [["-version"], [], null],
  [["-readconfig", "web1.cfg"], [], null],
];

for (const [args, without, chosen] of rows) {
  const minus = without.length === 0 ? "" : ` without ${without.join(", ")}`;
  testWithKvm(`--filters: ${args.join(" ").slice(0, 70)}${minus}: ${chosen}`, async (t) => {
    const directory = filterDirectory(t, without);
    const vmm = await startVmm(t, ["--filters", directory], [await vmmProgram(), ...args]);
    const records = carriedRecords(vmm.pid).map((record) => record.get("filter"));
    t.deepEqual(records, chosen === null ? [] : [Buffer.from(bytesOf(chosen)).toString("hex")]);
    t.is(vmm.stderr(), "");
  });
}

const wrong: readonly (readonly [string, (file: string) => void, string])[] = [
  ["empty", (file) => writeFileSync(file, ""), "INPUT_EMPTY"],
  ["not hexadecimal", (file) => writeFileSync(file, "00zz"), "KVM_HEX_INVALID"],
  ["cut off", (file) => writeFileSync(file, "00"), "KVM_STRUCT_TRUNCATED"],
  ["too long", (file) => writeFileSync(file, "00".repeat(33)), "KVM_STRUCT_SURPLUS"],
  ["a directory", (file) => mkdirSync(file), "FILTER_FILE_UNREADABLE"],
  ["a device", (file) => symlinkSync("/dev/zero", file), "FILTER_FILE_UNREADABLE"],
  ["a link to itself", (file) => symlinkSync(file, file), "FILTER_FILE_UNREADABLE"],
];

for (const [what, make, code] of wrong) {
  for (const optional of [[], ["--optional"]]) {
    const title = `a file that is there and wrong ${optional.join("")}: ${what}`;
    testWithHelper(title, async (t) => {
      const directory = filterDirectory(t, ["by-name/web1"]);
      make(join(directory, "by-name", "web1"));
      const program = ["--", await vmmProgram(), "-name", "web1"];
      const ended = await runHelper(["exec", ...optional, "--filters", directory, ...program]);
      t.is(ended.code, 3);
      t.like(jsonOf(ended), { command: "exec", ok: false, error: { code } });
    });
  }
}

const unclear: readonly (readonly string[])[] = [
  ["-uuid", "../default"],
  ["-uuid", uuid, "-uuid", "no"],
  ["-option-of-2040", "-name", "web1"],
  ["-option-of-2040", "-uuid", uuid],
  ["-name", "web1", "-option-of-2040", "-append", "-uuid", uuid],
];

for (const args of unclear) {
  for (const optional of [[], ["--optional"]]) {
    const title = `no program is run where it cannot be told which VM it is: ${args.join(" ")}`;
    testWithHelper(`${title} ${optional.join("")}`, async (t) => {
      const exec = ["exec", ...optional, "--filters", filterDirectory(t, []), "--", "/bin/echo"];
      const ended = await runHelper([...exec, ...args]);
      t.is(ended.code, 2);
      t.like(jsonOf(ended), { command: "exec", error: { code: "USAGE_INVALID" } });
    });
  }
}

testWithQemu("which options have a value is known of all that QEMU has", async (t) => {
  const help = spawnSync(qemuProgram, ["-help"], { encoding: "utf8" }).stdout;
  const names = new Set([...help.matchAll(/^--?([\w-]+)/gm)].map(([, name = ""]) => name));
  t.true(names.size > 100);
  const directory = filterDirectory(t, []);
  writeFileSync(join(directory, "by-name", "web1"), "");
  const exec = ["exec", "--filters", directory, "--", "/bin/echo"];
  for (const name of names) {
    if (["name", "uuid"].includes(name)) continue;
    // QEMU looks at the whole command line before it prints its version.
    const alone = spawnSync(qemuProgram, ["-version", `-${name}`]).status === 0;
    const { code } = await runHelper([...exec, `-${name}`, "-name", "web1"]);
    t.is(code, alone ? 3 : 0, name);
  }
});

testWithHelper("a file or directory that is not there is told", async (t) => {
  const vmm = ["--", await vmmProgram(), "-name", "web1"];
  const nowhere = join(temporaryDirectory(t), "nowhere");
  for (const [option, what] of [
    ["--filter", /^The filter at /],
    ["--filters", /^The directory of filters/],
  ] as const) {
    const ended = await runHelper(["exec", option, nowhere, ...vmm]);
    t.is(ended.code, 3);
    const { error } = jsonOf<{ error: HelperError }>(ended);
    t.like(error, { code: "FILTER_FILE_UNREADABLE", errno: "ENOENT" });
    t.regex(error.message, what);
    t.true(error.message.includes(nowhere));
  }
});

testWithKvm("a filter can be text or bytes, as --input says", async (t) => {
  const text = Buffer.from(bytesOf("default")).toString("hex");
  const filter = ["--input", "hex", "--filter", fileOf(t, ` ${text}\n`)];
  const vmm = await startVmm(t, filter, [await vmmProgram()]);
  t.is(carriedRecords(vmm.pid)[0]?.get("filter"), text);
  const ended = await runHelper(["exec", ...filter, "--input=binary", "--", await vmmProgram()]);
  t.is(ended.code, 3);
});

function filterDirectory(t: ExecutionContext, without: readonly string[]): string {
  const directory = temporaryDirectory(t);
  for (const kind of ["by-uuid", "by-name"]) mkdirSync(join(directory, kind));
  for (const file of files) {
    if (!without.includes(file)) writeFileSync(join(directory, file), bytesOf(file));
  }
  return directory;
}

function bytesOf(file: string): Uint8Array {
  return structBytes({ action: 1, events: [BigInt(files.indexOf(file) + 1)] });
}
