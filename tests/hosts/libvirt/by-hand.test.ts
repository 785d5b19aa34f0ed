import { randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { testWithLibvirt } from "../../helper/helper-test.ts";
import {
  allowing,
  defineDomain,
  emulator,
  otherResource,
  resource,
  wrapper,
} from "./domain-tools.ts";
import { hostOfThisFile } from "./libvirt-host.ts";

const hostHere = hostOfThisFile();
const [branches, misses] = [allowing("c4"), allowing("c5")];

testWithLibvirt("what is done by hand at a domain is seen, and undone", async (t) => {
  const host = await hostHere();
  const domain = await defineDomain(t, host);
  await domain.put(branches);
  const good = await domain.xml();
  const bad = async (what: string) => {
    t.like(await domain.look(), { found: "edited", recordOf: resource }, what);
    t.like((await domain.put(branches)).after, { found: "written" }, what);
    t.is(await domain.xml(), good, what);
    t.is(domain.file(), `${branches.kvmStruct}\n`, what);
  };
  await domain.edit(wrapper, emulator);
  await bad("the emulator is QEMU again");
  writeFileSync(host.path(`/etc/kvm-pmu-filter/by-uuid/${domain.uuid}`), `${misses.kvmStruct}\n`);
  await bad("the filter is another one");
  rmSync(host.path(`/etc/kvm-pmu-filter/by-uuid/${domain.uuid}.qemu`));
  await bad("the arguments are gone");
  rmSync(host.path(`/etc/kvm-pmu-filter/by-uuid/${domain.uuid}.pmufilter.json`));
  await bad("the record is gone");

  await domain.edit(/\n {4}<pmufilter:filter [^>]*\/>/, "");
  t.like(await domain.look(), { found: "edited", recordOf: resource });
  t.true((await domain.remove()).removed);
  t.true((await domain.xml()).includes(`<emulator>${emulator}</emulator>`));
  t.is(domain.file(), undefined);
});

testWithLibvirt("a filter that is cleared in a domain that runs is set again", async (t) => {
  const host = await hostHere();
  const domain = await defineDomain(t, host);
  await domain.put(branches);
  await domain.start();
  const pid = String((await domain.status())?.pid);
  host.run("/var/lib/kvm-pmu-filter/kvm-pmu-filter", "clear", "--pid", pid);
  const seen = await domain.look();
  t.like(seen, { found: "edited", recordOf: resource });
  t.not(seen.found === "edited" && seen.fingerprint, domain.fingerprint(branches));
  t.is(
    (await domain.look({ config: true })).pending,
    undefined,
    "declared otherwise: other fingerprint",
  );
  t.like((await domain.put(branches)).after, { found: "written" });
  t.like(await domain.status(), { evidence: "apply", bytes: branches.kvmStruct, owner: resource });
});

testWithLibvirt("a domain that is undefined, or defined anew, has nothing", async (t) => {
  const host = await hostHere();
  const domain = await defineDomain(t, host);
  await domain.put(branches);
  const former = (await domain.xml())
    .replace(/\n {4}<pmufilter:filter [^>]*\/>/, "")
    .replace(wrapper, emulator);
  await host.virsh("undefine", domain.uuid);
  t.deepEqual(await domain.look(), { found: "nothing", evidence: "no such domain" });
  t.like(await domain.look({ domain: domain.uuid }), { found: "nothing", recordOf: resource });
  await t.throwsAsync(domain.put(branches), { code: "DOMAIN_MISSING" });
  t.true((await domain.remove({ domain: domain.uuid })).removed);
  t.is(domain.file(), undefined);

  const file = `${host.directory}/again.xml`;
  writeFileSync(file, former);
  await host.virsh("define", file);
  await domain.put(branches);
  writeFileSync(file, former);
  await host.virsh("define", file);
  t.like(await domain.look(), { found: "nothing", recordOf: resource });
  t.like((await domain.put(branches)).after, { found: "written" });
});

testWithLibvirt("another resource's domain is left alone unless it is taken over", async (t) => {
  const host = await hostHere();
  const domain = await defineDomain(t, host);
  const former = await domain.xml();
  await domain.put(branches);
  const theirs = await domain.xml();
  const before = host.exchanges();
  const put = await domain.put(misses, {}, otherResource);
  t.is(host.exchanges() - before, 2);
  t.is(put.after, undefined);
  t.like(put.before, { found: "written", recordOf: resource });
  t.false((await domain.remove({}, otherResource)).removed);
  t.is(await domain.xml(), theirs);
  t.is(domain.file(), `${branches.kvmStruct}\n`);
  const taken = await domain.put(misses, {}, otherResource, put.before);
  t.like(taken.after, { found: "written", recordOf: otherResource });
  t.is(domain.file(), `${misses.kvmStruct}\n`);
  t.false((await domain.remove()).removed);
  t.true((await domain.remove({}, otherResource)).removed);
  t.is(await domain.xml(), former);
});

testWithLibvirt("a clone's part is the domain's that it was made from", async (t) => {
  const host = await hostHere();
  const domain = await defineDomain(t, host);
  await domain.put(branches);
  const [uuid, name] = [randomUUID(), "clone"];
  const file = `${host.directory}/clone.xml`;
  const text = (await domain.xml())
    .replace(`<uuid>${domain.uuid}`, `<uuid>${uuid}`)
    .replace(`<name>${domain.name}`, `<name>${name}`);
  writeFileSync(file, text);
  await host.virsh("define", file);
  t.like(await domain.look({ domain: name }), { found: "nothing" });
  t.like((await domain.put(misses, { domain: uuid }, otherResource)).after, { found: "written" });
  t.like(await domain.look(), { found: "written", recordOf: resource });
});

testWithLibvirt("each domain that cannot get its filter has its own code, and stays", async (t) => {
  const host = await hostHere();
  const refused = async (
    code: string,
    special: Parameters<typeof defineDomain>[2],
    declared = {},
    filter = branches,
  ) => {
    const domain = await defineDomain(t, host, special);
    const former = await domain.xml();
    await t.throwsAsync(domain.put(filter, declared), { code }, code);
    t.is(await domain.xml(), former, code);
    t.is(domain.file(), undefined, code);
  };
  const script = `${host.directory}/script`;
  writeFileSync(script, `#!/bin/sh\nexec ${emulator} "$@"\n`, { mode: 0o755 });
  await refused("DOMAIN_OFF", {}, { live: true });
  await refused("DOMAIN_MISSING", {}, { domain: "-nobody" });
  await refused("DOMAIN_CONFLICT", { type: "qemu" });
  await refused("DOMAIN_CONFLICT", { path: "/var/lib/libvirt/script" });
  await refused("DOMAIN_CONFLICT", {
    more: '<qemu:commandline><qemu:arg value="-accel"/><qemu:arg value="kvm,pmu-filter=x"/></qemu:commandline>',
  });
  const many = `00000000${"2d010000"}${"00".repeat(24)}${"c400000000000000".repeat(301)}`;
  await refused("FILTER_REFUSED", {}, {}, { ...branches, kvmStruct: many });
  await refused("LIBVIRT_FAILED", {}, { uri: "qemu+unix:///system?socket=/run/nobody" });
});
