import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { helperSources } from "../../../toolchain/helper.ts";
import { temporaryDirectory } from "./vmm.ts";

const machine = spawnSync("uname", ["-m"], { encoding: "utf8" }).stdout.trim();
const qemu = `/usr/bin/qemu-system-${machine}`;
const rhel = "/usr/libexec/qemu-kvm";

/** Which of these are there, and which one the wrapper for libvirt runs. */
const rows: readonly (readonly [readonly string[], string])[] = [
  [[qemu, rhel], qemu],
  [[qemu], qemu],
  [[rhel], rhel],
  [[], qemu],
];

for (const [there, chosen] of rows) {
  test(`libvirt's wrapper runs ${chosen} where there is ${there.join(" and ") || "none"}`, (t) => {
    const root = temporaryDirectory(t);
    for (const directory of ["usr/bin", "usr/libexec"]) {
      mkdirSync(join(root, directory), { recursive: true });
    }
    for (const program of there) writeFileSync(join(root, program), "", { mode: 0o755 });
    const wrapper = join(root, "libvirt-emulator");
    const text = readFileSync(join(helperSources, "libvirt-emulator"), "utf8");
    const moved = text
      .replaceAll(/\/usr\/(bin|libexec)\//g, `${root}$&`)
      .replace("exec kvm-pmu-filter", "printf '%s\\n'");
    writeFileSync(wrapper, moved);
    chmodSync(wrapper, 0o755);
    const { stdout } = spawnSync(wrapper, ["-name", "a b"], { encoding: "utf8" });
    const filters = ["exec", "--filters", "/etc/kvm-pmu-filter", "--"];
    t.deepEqual(stdout.split("\n"), [...filters, `${root}${chosen}`, "-name", "a b", ""]);
  });
}
