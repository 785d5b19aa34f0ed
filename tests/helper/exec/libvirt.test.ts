import { randomUUID } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { helperSources } from "../../../toolchain/helper.ts";
import { testWithLibvirt } from "../helper-test.ts";
import { type Domain, type Libvirt, startLibvirt } from "../libvirt.ts";
import { built } from "../run-helper.ts";
import { carriedRecords, filters } from "./vmm.ts";

const inDomains = "/var/lib/libvirt";
const qemu = "/usr/bin/qemu-system-x86_64";

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
  const direct = await ask(qemu);
  t.is((await ask(emulator)).replace(path, ""), direct.replace(path, ""));
});

/*
 * No released QEMU has the object: this one says that it has it, writes its arguments down, and runs
 * QEMU without it.
 */
const standIn = `#!/bin/sh
if [ "$*" = "-object help" ]; then echo "  kvm-pmu-filter"; exit; fi
if [ "$1" = -object ]; then
  printf '%s\\n' "$@" > ${inDomains}/arguments/seen
  shift 2
fi
for argument in "$@"; do
  shift
  set -- "$@" "\${argument%,pmu-filter=f0}"
done
exec ${qemu} "$@"
`;

testWithLibvirt("a QEMU that has the object gets it, linked to libvirt's own -accel", async (t) => {
  const libvirt = await startLibvirt(t);
  const emulator = await installWrapper(libvirt, `${inDomains}/stand-in`);
  const { directory } = libvirt;
  writeFileSync(join(directory, "stand-in"), standIn, { mode: 0o755 });
  mkdirSync(join(directory, "arguments"));
  chmodSync(join(directory, "arguments"), 0o777);
  const json = '{"qom-type":"kvm-pmu-filter","id":"f0","action":"deny","x86-fixed-counter":1}';
  writeFileSync(join(directory, "filters/default"), filters.three);
  writeFileSync(join(directory, "filters/default.qemu"), `-object\n${json}\n`);
  const domain = await libvirt.start({ emulator });
  await domain.guestCounts();
  t.deepEqual(carriedFilters(domain), []);
  const seen = readFileSync(join(directory, "arguments/seen"), "utf8").split("\n");
  t.deepEqual(seen.slice(0, 2), ["-object", json]);
  const accel = seen.indexOf("-accel");
  t.is(seen[accel + 1], "kvm,pmu-filter=f0");
  t.is(seen.indexOf("-accel", accel + 1), -1);
});

/** Puts the project's wrapper where this libvirt's domains may look. Returns its path there. */
async function installWrapper({ directory }: Libvirt, of = qemu): Promise<string> {
  const wrapper = join("emulator", of);
  for (const kind of ["by-uuid", "by-name"]) {
    mkdirSync(join(directory, "filters", kind), { recursive: true });
  }
  mkdirSync(join(directory, dirname(wrapper)), { recursive: true });
  copyFileSync(await built("all"), join(directory, "kvm-pmu-filter"));
  copyFileSync(join(helperSources, "libvirt-wrapper"), join(directory, wrapper));
  return join(inDomains, wrapper);
}

const carriedFilters = (domain: Domain) =>
  carriedRecords(domain.pid).map((record) => record.get("filter"));

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
