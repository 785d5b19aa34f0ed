import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { helperSources } from "../../../toolchain/helper.ts";
import { testWithHelper } from "../helper-test.ts";
import { built, type HelperError } from "../run-helper.ts";
import { temporaryDirectory } from "./vmm.ts";

/** Where the wrapper is below its base, which emulator it runs, and with whose filters. */
const rows: readonly (readonly [string, string, string])[] = [
  ["base", "/usr/bin/qemu-system-x86_64", "/etc/kvm-pmu-filter"],
  ["base", "/usr/libexec/qemu-kvm", "filters"],
  ["base", "/opt/emulator/bin/qemu", "filters"],
  ["a base with 'signs' $HOME *", "/opt/a b/qemu;x", "filters"],
];

for (const [name, emulator, filters] of rows) {
  test(`libvirt's wrapper in "${name}" runs ${emulator} with ${filters}`, (t) => {
    const base = join(temporaryDirectory(t), name);
    const wrapper = installWrapper(base, emulator);
    // In the place of kvm-pmu-filter: it prints its arguments.
    writeFileSync(join(base, "kvm-pmu-filter"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    chmodSync(join(base, "kvm-pmu-filter"), 0o755);
    if (filters === "filters") mkdirSync(join(base, filters));
    const directory = filters === "filters" ? join(base, filters) : filters;
    const { stdout } = spawnSync(wrapper, ["-name", "a b", ""], { encoding: "utf8" });
    const exec = ["exec", "--filters", directory, "--"];
    t.deepEqual(stdout.split("\n"), [...exec, emulator, "-name", "a b", "", ""]);
  });
}

testWithHelper("libvirt's wrapper becomes the emulator, or fails for its filter", async (t) => {
  const base = await installed(t);
  const wrapper = installWrapper(base, "/usr/bin/printf");
  const ended = spawnSync(wrapper, ["%s.", "a b", "c"], { encoding: "utf8" });
  t.deepEqual([ended.status, ended.stdout, ended.stderr], [0, "a b.c.", ""]);
  writeFileSync(join(base, "filters", "default"), "");
  const refused = spawnSync(wrapper, ["-name", "web1"], { encoding: "utf8" });
  const { error } = JSON.parse(refused.stdout) as { error: HelperError };
  t.is(refused.status, 3);
  t.is(error.code, "INPUT_EMPTY");
  t.true(error.message.includes(join(base, "filters", "default")), error.message);
});

testWithHelper("libvirt's wrapper can be a link, and so can its filters", async (t) => {
  const base = await installed(t);
  const wrapper = join(base, "emulator/usr/bin/printf");
  mkdirSync(dirname(wrapper), { recursive: true });
  symlinkSync(join(helperSources, "libvirt-wrapper"), wrapper);
  const links = temporaryDirectory(t);
  symlinkSync(base, join(links, "base"));
  const file = join(links, "base/emulator/usr/bin/printf");
  t.is(spawnSync(file, ["%s", "a"], { encoding: "utf8" }).stdout, "a");
});

/** A base with the program and a directory of filters. */
async function installed(t: ExecutionContext): Promise<string> {
  const base = temporaryDirectory(t);
  mkdirSync(join(base, "filters"));
  copyFileSync(await built("checked"), join(base, "kvm-pmu-filter"));
  return base;
}

/** Puts the wrapper for an emulator into its place, and returns that. */
function installWrapper(base: string, emulator: string): string {
  const wrapper = join(base, "emulator", emulator);
  mkdirSync(dirname(wrapper), { recursive: true });
  copyFileSync(join(helperSources, "libvirt-wrapper"), wrapper);
  return wrapper;
}
