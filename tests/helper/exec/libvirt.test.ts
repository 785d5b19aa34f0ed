import { randomUUID } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { helperSources } from "../../../toolchain/helper.ts";
import { testWithLibvirt } from "../helper-test.ts";
import { type Domain, type Libvirt, startLibvirt } from "../libvirt.ts";
import { built } from "../run-helper.ts";
import { carriedRecords, filters } from "./vmm.ts";

const inDomains = "/var/lib/libvirt";

testWithLibvirt("libvirt starts domains through the wrapper, each with its filter", async (t) => {
  const libvirt = await startLibvirt(t);
  const emulator = await installWrapper(libvirt);
  const [byUuid, byName] = [randomUUID(), "web1"];
  writeFileSync(join(libvirt.directory, "filters", "by-uuid", byUuid), filters.three);
  writeFileSync(join(libvirt.directory, "filters", "by-name", byName), filters.most);
  const first = await libvirt.start({ emulator, uuid: byUuid });
  const second = await libvirt.start({ emulator, name: byName });
  const other = await libvirt.start({ emulator });
  t.deepEqual(carriedFilters(first), [hex(filters.three)]);
  t.deepEqual(carriedFilters(second), [hex(filters.most)]);
  t.deepEqual(carriedFilters(other), []);
  for (const domain of [first, second, other]) {
    t.like(await domain.execute("query-status"), { running: true });
    t.regex(readFileSync(`/proc/${domain.pid}/status`, "latin1"), /^Seccomp:\t2$/m);
    t.notRegex(readFileSync(`/proc/${domain.pid}/environ`, "latin1"), /LD_PRELOAD|KVM_PMU/);
    await domain.guestCounts();
  }
  await libvirt.virsh("destroy", first.uuid);
  const again = await libvirt.start({ emulator, uuid: byUuid });
  t.deepEqual(carriedFilters(again), [hex(filters.three)]);
});

testWithLibvirt("a domain whose filter the kernel refuses does not start", async (t) => {
  const libvirt = await startLibvirt(t);
  const emulator = await installWrapper(libvirt);
  writeFileSync(join(libvirt.directory, "filters", "default"), filters.tooMany);
  const error = await t.throwsAsync(libvirt.start({ emulator }));
  t.regex(String(error), /\[FILTER_REFUSED, E2BIG\]/);
  t.is(await libvirt.virsh("list", "--name"), "");
});

testWithLibvirt("libvirt finds out about QEMU through the wrapper as without it", async (t) => {
  const libvirt = await startLibvirt(t);
  const emulator = await installWrapper(libvirt);
  // A filter for all that would be refused: asking must not come to it.
  writeFileSync(join(libvirt.directory, "filters", "default"), filters.tooMany);
  const ask = (binary: string) =>
    libvirt.virsh("domcapabilities", "--emulatorbin", binary, "--virttype", "kvm");
  const path = /<path>.*<\/path>/;
  const direct = await ask("/usr/bin/qemu-system-x86_64");
  t.is((await ask(emulator)).replace(path, ""), direct.replace(path, ""));
});

/** The project's wrapper, made to look where this libvirt's domains may. Returns its path there. */
async function installWrapper({ directory }: Libvirt): Promise<string> {
  const file = join(directory, "libvirt-emulator");
  const wrapper = readFileSync(join(helperSources, "libvirt-emulator"), "utf8")
    .replace("exec kvm-pmu-filter", `exec ${inDomains}/kvm-pmu-filter`)
    .replace("--filters /etc/kvm-pmu-filter", `--filters ${inDomains}/filters`);
  for (const kind of ["by-uuid", "by-name"]) {
    mkdirSync(join(directory, "filters", kind), { recursive: true });
  }
  copyFileSync(await built("all"), join(directory, "kvm-pmu-filter"));
  writeFileSync(file, wrapper);
  chmodSync(file, 0o755);
  return `${inDomains}/libvirt-emulator`;
}

const carriedFilters = (domain: Domain) =>
  carriedRecords(domain.pid).map((record) => record.get("filter"));

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
