import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import type { DeclaredLibvirt } from "../../../provider/declared/domain.ts";
import { libvirtTarget } from "../../../provider/target/libvirt/libvirt-target.ts";
import type { Observation } from "../../../provider/target/observation.ts";
import type {
  Adoptable,
  Put,
  Removed,
  TargetFilter,
} from "../../../provider/target/target-kind.ts";
import { qemuProgram } from "../../helper/qemu.ts";
import { statusOf, type VmStatus } from "../../helper/vm-status.ts";
import type { LibvirtHost } from "./libvirt-host.ts";

/** QEMU, and the wrapper in its place. */
export const emulator = `/usr/bin/${qemuProgram}`;
export const wrapper = `/var/lib/kvm-pmu-filter/emulator${emulator}`;

/** A filter that allows one event. */
export function allowing(select: string): TargetFilter & { readonly kvmStruct: string } {
  const header = `${"00000000"}${"01000000"}${"00".repeat(24)}`;
  const event = { format: "x86-select-umask", select: Number.parseInt(select, 16), umask: 0 };
  const object = { "qom-type": "kvm-pmu-filter", id: "f0", action: "allow", events: [event] };
  return {
    kvmStruct: `${header}${select}${"00".repeat(7)}`,
    qemuArguments: ["-object", JSON.stringify(object), "-accel", "kvm,pmu-filter=f0"],
  };
}

/** A domain and what is done with it through the provider. */
export interface TestDomain {
  readonly uuid: string;
  readonly name: string;
  look(declared?: Partial<DeclaredLibvirt>): Promise<Observation>;
  put(
    filter: TargetFilter,
    declared?: Partial<DeclaredLibvirt>,
    resource?: string,
    over?: Observation,
  ): Promise<Put>;
  remove(declared?: Partial<DeclaredLibvirt>, resource?: string): Promise<Removed>;
  adopt(): Promise<Adoptable | undefined>;
  /** The fingerprint of a filter at this domain. */
  fingerprint(filter: TargetFilter, declared?: Partial<DeclaredLibvirt>): string;
  /** The persistent domain's XML, as virsh prints it. */
  xml(): Promise<string>;
  /** Defines it anew with something replaced. */
  edit(search: string | RegExp, replacement: string): Promise<void>;
  /** Starts it, and ends it again after the test. */
  start(): Promise<void>;
  /** What the host has for it at /etc/kvm-pmu-filter/by-uuid, by suffix. */
  file(suffix?: string): string | undefined;
  /** What kvm-pmu-filter says of the VM. */
  status(): Promise<VmStatus | undefined>;
}

/** The resource that acts unless another one is said, and that. */
export const resource = "59df5516-bcd7-4a6b-8e1e-5875d7e31f07";
export const otherResource = "60df5516-bcd7-4a6b-8e1e-5875d7e31f07";

/** Defines a domain. */
export async function defineDomain(
  t: ExecutionContext,
  host: LibvirtHost,
  { type = "kvm", path = emulator, more = "" } = {},
): Promise<TestDomain> {
  const uuid = randomUUID();
  const name = `web-${uuid.slice(0, 8)}`;
  const file = join(host.directory, `${uuid}.xml`);
  const define = async (text: string) => {
    writeFileSync(file, text);
    await host.virsh("define", file);
  };
  const xml = () => host.virsh("dumpxml", uuid, "--inactive", "--security-info");
  const place = (declared: Partial<DeclaredLibvirt> = {}) => ({
    key: `libvirt:kvm1:${name}`,
    host: "kvm1",
    connection: undefined,
    target: { libvirt: { domain: name, ...declared } },
  });
  const fingerprint: TestDomain["fingerprint"] = (filter, declared) =>
    libvirtTarget.fingerprint(place(declared).target, filter);
  await define(domainXml(uuid, name, type, path, more));
  return {
    uuid,
    name,
    look: (declared) => host.perform(libvirtTarget.look(place(declared))),
    put(filter, declared, by = resource, over) {
      const wanted = { ...place(declared), filter, fingerprint: fingerprint(filter, declared) };
      return host.perform(libvirtTarget.put(wanted, by, over));
    },
    remove: (declared, by = resource) => host.perform(libvirtTarget.remove(place(declared), by)),
    adopt: () => host.perform(libvirtTarget.adopt(place())),
    fingerprint,
    xml,
    edit: async (search, replacement) => define((await xml()).replace(search, replacement)),
    async start() {
      await host.virsh("start", uuid);
      t.teardown(() => host.virsh("destroy", uuid).catch(() => {}));
    },
    file(suffix = "") {
      const at = host.path(`/etc/kvm-pmu-filter/by-uuid/${uuid}${suffix}`);
      return existsSync(at) ? readFileSync(at, "utf8") : undefined;
    },
    async status() {
      const records = host.path("/run/kvm-pmu-filter");
      if ((await host.virsh("list", "--uuid")).split("\n").includes(uuid)) {
        return (await statusOf(t, records, "--uuid", uuid)).vms[0];
      }
      return undefined;
    },
  };
}

function domainXml(uuid: string, name: string, type: string, path: string, more: string): string {
  return `<domain type="${type}" xmlns:qemu="http://libvirt.org/schemas/domain/qemu/1.0">
  <name>${name}</name>
  <uuid>${uuid}</uuid>
  <metadata><x:note xmlns:x="urn:x" by='hand'><!-- kept --><![CDATA[<as it is>]]></x:note></metadata>
  <memory unit="MiB">16</memory>
  <vcpu>1</vcpu>
  <os><type arch="x86_64" machine="q35">hvm</type></os>
  <cpu mode="custom" match="exact" check="none"><model fallback="forbid">qemu64</model></cpu>
  <devices>
    <emulator>${path}</emulator>
    <memballoon model="none"/>
    <controller type="usb" model="none"/>
    <video><model type="none"/></video>
    <graphics type="vnc" port="-1" autoport="yes" passwd="a&lt;b"/>
  </devices>
  ${more}
</domain>
`;
}
