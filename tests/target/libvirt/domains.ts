import type { DomainPart } from "../../../provider/target/libvirt/domain-part.ts";

/** The id of the resource in these tests, and another one's. */
export const resource = "59df5516-bcd7-4a6b-8e1e-5875d7e31f07";
export const otherResource = "60df5516-bcd7-4a6b-8e1e-5875d7e31f07";

/** The domain's UUID. */
export const uuid = "0ba31d56-11b5-4f4e-9cde-2c2bd4f1c0de";

/** QEMU, and the wrapper in its place. */
export const emulator = "/usr/bin/qemu-system-x86_64";
export const wrapper = `/var/lib/kvm-pmu-filter/emulator${emulator}`;

/** The domain's part when it is the resource's. */
export const part: DomainPart = { resource, domain: uuid, emulator };

/** A domain as virsh prints it. */
export function domainText({
  metadata = "",
  path = emulator,
  type = "kvm",
  arch = "x86_64",
  more = "",
  id = uuid,
}: {
  readonly metadata?: string;
  readonly path?: string;
  readonly type?: string;
  readonly arch?: string;
  readonly more?: string;
  readonly id?: string;
} = {}): string {
  return `<domain type='${type}' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>web1</name>
  <uuid>${id}</uuid>${metadata}
  <os>
    <type arch='${arch}' machine='pc-q35-7.2'>hvm</type>
  </os>
  <devices>
    <emulator>${path}</emulator>
    <memballoon model='none'/>
  </devices>
${more}</domain>
`;
}
