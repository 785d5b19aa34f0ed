import { readFileSync, statSync } from "node:fs";
import { testWithLibvirt } from "../../helper/helper-test.ts";
import { allowing, defineDomain, emulator, resource, wrapper } from "./domain-tools.ts";
import { hostOfThisFile } from "./libvirt-host.ts";

const hostHere = hostOfThisFile();
const [branches, misses] = [allowing("c4"), allowing("c5")];

testWithLibvirt(
  "a domain that is off gets its filter, starts with it, and is put back",
  async (t) => {
    const host = await hostHere();
    const domain = await defineDomain(t, host);
    const former = await domain.xml();
    const put = await domain.put(branches);
    t.is(put.before.found, "nothing");
    t.like(put.after, { found: "written", fingerprint: domain.fingerprint(branches) });
    t.is(domain.file(), `${branches.kvmStruct}\n`);
    t.is(domain.file(".qemu"), branches.qemuArguments?.map((line) => `${line}\n`).join(""));
    const edited = await domain.xml();
    t.true(edited.includes(`<emulator>${wrapper}</emulator>`));
    const ours = /\n {4}<pmufilter:filter [^>]*\/>/.exec(edited)?.[0] ?? "";
    t.true(ours.includes(`resource="${resource}"`));
    t.is(edited.replace(ours, "").replace(wrapper, emulator), former);
    t.is(statSync(host.path(wrapper)).mode & 0o777, 0o755);

    await domain.start();
    t.like(await domain.status(), { evidence: "exec", state: "set", bytes: branches.kvmStruct });
    const running = await domain.look();
    t.like(running, { found: "written", fingerprint: domain.fingerprint(branches) });
    t.is(running.pending, undefined);

    const before = host.exchanges();
    t.like((await domain.put(misses)).after, { fingerprint: domain.fingerprint(misses) });
    t.is(host.exchanges() - before, 2);
    t.like(await domain.status(), { evidence: "apply", owner: resource, bytes: misses.kvmStruct });
    t.is(domain.file(), `${misses.kvmStruct}\n`);
    t.is(await domain.xml(), edited);

    await host.virsh("destroy", domain.uuid);
    t.is((await domain.look()).found, "written");
    await domain.start();
    t.like(await domain.status(), { evidence: "exec", bytes: misses.kvmStruct });

    t.true((await domain.remove()).removed);
    t.is(await domain.xml(), former);
    t.deepEqual(["", ".qemu", ".pmufilter.json"].map(domain.file), [
      undefined,
      undefined,
      undefined,
    ]);
    t.like(await domain.status(), { filter: { action: "deny", nevents: 0 }, owner: null });
    t.like(await domain.look(), { found: "nothing" });
  },
);

testWithLibvirt("config waits for the next start, and live does not outlast it", async (t) => {
  const host = await hostHere();
  const domain = await defineDomain(t, host);
  const former = await domain.xml();
  await domain.start();
  const config = { config: true };
  const put = await domain.put(branches, config);
  t.like(put.after, { found: "written", pending: "restart" });
  t.like(await domain.status(), { state: "none" });
  await host.virsh("destroy", domain.uuid);
  t.is((await domain.look(config)).pending, undefined);
  await domain.start();
  t.is((await domain.look(config)).pending, undefined);
  t.like(await domain.status(), { evidence: "exec", bytes: branches.kvmStruct });
  t.like((await domain.put(misses, config)).after, { found: "written", pending: "restart" });
  t.like(await domain.status(), { evidence: "exec", bytes: branches.kvmStruct });
  t.true((await domain.remove(config)).removed);
  t.like(await domain.status(), { filter: { action: "deny", nevents: 0 } });
  t.is(await domain.xml(), former);

  const live = { live: true };
  const before = host.exchanges();
  await host.virsh("suspend", domain.uuid);
  t.like((await domain.put(branches, live)).after, {
    found: "written",
    fingerprint: domain.fingerprint(branches, live),
  });
  t.is(host.exchanges() - before, 2);
  await host.virsh("resume", domain.uuid);
  t.like(await domain.status(), { evidence: "apply", owner: resource, bytes: branches.kvmStruct });
  t.is(await domain.xml(), former);
  t.is(domain.file(), undefined);
  await host.virsh("destroy", domain.uuid);
  t.is((await domain.look(live)).found, "nothing");
  await t.throwsAsync(domain.put(branches, live), { code: "DOMAIN_OFF" });
  t.true((await domain.remove(live)).removed);
});

testWithLibvirt("what a domain has is told to who imports it, and stays", async (t) => {
  const host = await hostHere();
  const domain = await defineDomain(t, host);
  const [code, filter] = ["IMPORT_UNREADABLE", { action: "allow", entries: [{ select: 0xc4 }] }];
  await t.throwsAsync(domain.adopt(), { code });
  await domain.put(branches, { config: true });
  const xml = await domain.xml();
  const adopted = await domain.adopt();
  t.like(adopted, {
    observation: { found: "written", recordOf: resource },
    filter,
    qemuId: "f0",
    target: { libvirt: { domain: domain.name, config: true } },
  });
  t.is(await domain.xml(), xml);
  await domain.remove();

  await domain.start();
  await t.throwsAsync(domain.adopt(), { code });
  await domain.put(branches, { live: true });
  t.like(await domain.adopt(), {
    observation: { found: "written", fingerprint: domain.fingerprint(branches, { live: true }) },
    filter,
    target: { libvirt: { domain: domain.name, live: true } },
  });
  await host.virsh("destroy", domain.uuid);
  await host.virsh("undefine", domain.uuid);
  t.is(await domain.adopt(), undefined);
});

testWithLibvirt("a transient domain gets its filter live", async (t) => {
  const host = await hostHere();
  const domain = await defineDomain(t, host);
  await domain.start();
  await host.virsh("undefine", domain.uuid);
  await t.throwsAsync(domain.put(branches), { code: "DOMAIN_TRANSIENT" });
  t.like((await domain.put(branches, { live: true })).after, { found: "written" });
  t.like(await domain.status(), { bytes: branches.kvmStruct });
  t.true((await domain.remove({ live: true })).removed);
  t.like(await domain.status(), { filter: { action: "deny", nevents: 0 } });
  t.is(readFileSync(`/proc/${(await domain.status())?.pid}/comm`, "utf8").slice(0, 4), "qemu");
});
