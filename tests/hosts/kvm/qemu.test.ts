import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { failed } from "../../executor/refusal.ts";
import { testWithLibvirt, testWithQemu } from "../../helper/helper-test.ts";
import { startLibvirt } from "../../helper/libvirt.ts";
import { startQemu } from "../../helper/qemu.ts";
import { branches, cleared } from "../../target/vm/answers.ts";
import { seen, vmHost } from "./vm-host.ts";

const own = randomUUID();
const { struct } = branches;

testWithQemu("a QEMU is found in each way, and its guest counts on", async (t) => {
  const host = await vmHost(t);
  const qemu = await startQemu(t);
  const { pid, name, uuid, pidfile } = qemu;
  await host.put({ name }, struct, own);
  t.like(await seen(host, pid), { owner: own, bytes: struct });
  for (const vm of [{ pid }, { uuid }, { pidFile: pidfile }]) {
    t.like(await host.look(vm), { found: "written", recordOf: own });
  }
  await qemu.guestCounts();
  await host.remove({ uuid }, own);
  t.like(await seen(host, pid), { owner: null, bytes: cleared.struct });
  await qemu.guestCounts();
  // QEMU that is killed leaves its pidfile; its process ID is nobody's.
  await qemu.kill();
  t.is((await host.look({ pidFile: pidfile })).found, "nothing");
});

testWithLibvirt("a libvirt domain gets the filter while it runs", async (t) => {
  const host = await vmHost(t);
  const libvirt = await startLibvirt(t);
  const { pid, name: domain, uuid, guestCounts } = await libvirt.start();
  const socket = join(dirname(libvirt.directory), "run", "libvirt", "libvirt-sock");
  const uri = `qemu+unix:///system?socket=${socket}`;
  t.like(await host.put({ domain, uri }, struct, own), { after: { found: "written" } });
  t.like(await seen(host, pid), { owner: own, bytes: struct });
  t.like(await host.look({ domain: uuid, uri }), { found: "written", recordOf: own });
  await guestCounts();
  t.true((await host.remove({ domain, uri }, own)).removed);
  t.like(await seen(host, pid), { owner: null, bytes: cleared.struct });
  await libvirt.virsh("destroy", domain);
  // It was transient: libvirt does not know it any more.
  t.is((await host.look({ domain, uri })).found, "nothing");
  await failed(t, "VM_NOT_RUNNING", host.put({ domain, uri }, struct, own));
  const nowhere = { domain, uri: `${uri}-that-is-not-there` };
  await failed(t, "LIBVIRT_FAILED", host.look(nowhere));
});
