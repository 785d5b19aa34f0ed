import test from "ava";
import type { HostAnswer } from "../../../provider/target/host-operation.ts";
import { wrapDomain } from "../../../provider/target/libvirt/domain-edit.ts";
import { libvirtTarget } from "../../../provider/target/libvirt/libvirt-target.ts";
import { branches, ran, reported } from "../vm/answers.ts";
import { drive } from "../vm/drive.ts";
import {
  absent,
  confinement,
  domain,
  file,
  filter,
  place,
  putAnswers,
  record,
  skipped,
  unheld,
  wanted,
} from "./domain-answers.ts";
import { domainText, emulator, part, resource, uuid, wrapper } from "./domains.ts";

const wrapped = wrapDomain(domainText(), part);

test("a put of a domain that is off: one look, one change", (t) => {
  const { asked, result } = drive(
    libvirtTarget.put(wanted(), resource),
    [...domain(), ...confinement()],
    putAnswers(wrapped),
  );
  t.is(result.after?.found, "written");
  t.is(result.warnings, undefined);
  const [looking = [], changing = []] = asked;
  t.true(looking.every(({ op }) => op === "readFile" || op === "run" || op.startsWith("onlyIf")));
  const define = changing.find((each) => each.op === "run" && each.args.includes("define"));
  t.like(define, { input: wrapped, readOnly: false });
  const staged = changing.flatMap((each) => (each.op === "stageFile" ? [each.path] : []));
  t.deepEqual(staged, [
    "/var/lib/kvm-pmu-filter/deny-nothing",
    wrapper,
    `/etc/kvm-pmu-filter/by-uuid/${uuid}.pmufilter.json`,
    `/etc/kvm-pmu-filter/by-uuid/${uuid}`,
  ]);
});

test("what the kernel ignores of a filter is told", (t) => {
  const dropped = [{ code: "0x1000000000000" }];
  const check = reported({ vendorRules: "amd", errno: null, dropped });
  const looked = [...domain(), ...confinement()];
  const { result } = drive(
    libvirtTarget.put(wanted(), resource),
    looked,
    putAnswers(wrapped, check),
  );
  t.is(result.warnings?.length, 1);
  t.is(result.after?.found, "written");
});

test("a domain that somebody else changes meanwhile is looked at again", (t) => {
  const looked = [...domain(), ...confinement()];
  const changed = [absent, absent, absent, ran(domainText()), unheld, ...Array(32).fill(skipped)];
  const { result } = drive(
    libvirtTarget.put(wanted(), resource),
    looked,
    changed,
    looked,
    putAnswers(wrapped),
  );
  t.is(result.after?.found, "written");
  const always = [looked, changed, looked, changed, looked, changed];
  t.throws(() => drive(libvirtTarget.put(wanted(), resource), ...always), {
    code: "DOMAIN_CONFLICT",
  });
});

const rules = file("# /var/lib/kvm-pmu-filter/**\n  /usr/bin/qemu-system-x86_64 rmix,\n");
const goodRules = file("  /var/lib/kvm-pmu-filter/** rmix,\n");
const labels = (type: string, model: string) =>
  domainText({ more: `  <seclabel type='${type}' model='${model}' relabel='yes'/>\n` });

/* Recorded from hosts' files and libvirt's documentation; not tried on such hosts. */
const confined: Readonly<
  Record<
    string,
    readonly [Parameters<typeof confinement>[0], string, "refused" | "warned" | "fine"]
  >
> = {
  "AppArmor without our rules": [
    { model: "apparmor", abstraction: rules },
    domainText(),
    "refused",
  ],
  "AppArmor with a dynamic label": [
    { model: "apparmor", abstraction: rules },
    labels("dynamic", "apparmor"),
    "refused",
  ],
  "AppArmor with our rules": [{ model: "apparmor", local: goodRules }, domainText(), "fine"],
  "AppArmor for others only": [
    { model: "apparmor", abstraction: rules },
    labels("none", "apparmor"),
    "fine",
  ],
  "AppArmor whose rules cannot be read": [
    {
      model: "apparmor",
      local: { kind: "failed", reason: "permission", words: "" },
      abstraction: skipped,
    },
    domainText(),
    "warned",
  ],
  "SELinux without our rules": [
    { model: "selinux", enforces: file("1"), contexts: file("/srv(/.*)? x\n") },
    domainText(),
    "refused",
  ],
  "SELinux that is permissive": [{ model: "selinux", enforces: file("0") }, domainText(), "fine"],
  "SELinux with our rules": [
    { model: "selinux", enforces: file("1"), contexts: file("/var/lib/kvm-pmu-filter(/.*)? x\n") },
    domainText(),
    "warned",
  ],
  "SELinux for others only": [
    { model: "selinux", enforces: file("1") },
    labels("none", "selinux"),
    "fine",
  ],
  "no confinement": [{}, domainText(), "fine"],
};

for (const [what, [host, text, outcome]] of Object.entries(confined)) {
  test(`a domain under ${what} is ${outcome}`, (t) => {
    const looked = [...domain({ text }), ...confinement(host)];
    const put = libvirtTarget.put(wanted(), resource);
    if (outcome === "refused") {
      t.throws(() => drive(put, looked), { code: "DOMAIN_CONFINED" });
      return;
    }
    const { result } = drive(put, looked, putAnswers(wrapDomain(text, part)));
    t.is(result.warnings?.length ?? 0, outcome === "warned" ? 1 : 0);
  });
}

test("an arm64 domain that runs gets its filter at its next start alone", (t) => {
  const text = domainText({ arch: "aarch64" });
  const running = domain({ text, active: uuid });
  t.throws(() => drive(libvirtTarget.put(wanted({ live: true }), resource), running), {
    code: "DOMAIN_CONFLICT",
  });
  const files = [file(`${branches.struct}\n`), absent, record(wanted().fingerprint)];
  const ours = domain({ text: wrapDomain(text, part), active: uuid });
  const { result } = drive(libvirtTarget.look(place()), ours, files);
  t.like(result, { found: "written", pending: "restart" });
});

test("libvirt that does not answer is no domain that is missing", (t) => {
  const failed = ran("", 1, "error: failed to connect to the hypervisor\n");
  t.throws(
    () => drive(libvirtTarget.look(place()), [failed, failed, failed, failed, unheld, skipped]),
    { code: "LIBVIRT_FAILED" },
  );
  const gone = [ran("\n"), ran("\n"), failed, failed, unheld, skipped];
  const { result } = drive(libvirtTarget.look(place()), gone, [ran("other\n")]);
  t.is(result.found, "nothing");
  t.throws(() => drive(libvirtTarget.look(place()), gone, [ran("web1\n")]), {
    code: "LIBVIRT_FAILED",
  });
});

test("no virsh on the host is said", (t) => {
  const missing: HostAnswer = { kind: "failed", reason: "program-missing", words: "virsh" };
  const rest = Array<HostAnswer>(5).fill(skipped);
  t.throws(() => drive(libvirtTarget.look(place()), [missing, ...rest]), {
    code: "PROGRAM_MISSING",
  });
});

test("the wrapper without anything that says whose it is is nobody's, with a filter a foreign one", (t) => {
  const text = domainText({ path: wrapper });
  const look = (...files: readonly HostAnswer[]) =>
    drive(libvirtTarget.look(place()), domain({ text }), files).result.found;
  t.is(look(absent, absent, absent), "nothing");
  t.is(look(file(`${branches.struct}\n`), absent, absent), "foreign");
  t.is(look(file("no filter\n"), absent, record("0")), "edited");
});

test("a domain of a QEMU with the object has its filter by its own arguments", (t) => {
  const args = [
    "-object",
    '{"qom-type":"kvm-pmu-filter","id":"f0"}',
    "-accel",
    "kvm,pmu-filter=f0",
  ];
  const native = { ...filter, qemuArguments: args };
  const vm = {
    ...{ pid: 1, state: "none", evidence: null, owner: null, fingerprint: null, time: null },
    ...{ attempted: null, carried: null, form: null, bytes: null },
  };
  const look = (accels: readonly string[]) => {
    const qemuArguments = { objects: [args[1]], accels };
    const status = reported({
      records: { directory: "/run/kvm-pmu-filter", errno: null },
      vms: [{ ...vm, qemuArguments }],
    });
    const seen = domain({ text: wrapDomain(domainText(), part), active: uuid, status });
    const { fingerprint } = wanted({ config: true }, native);
    const lines = file(args.map((line) => `${line}\n`).join(""));
    const files = [file(`${branches.struct}\n`), lines, record(fingerprint)];
    return drive(libvirtTarget.look(place({ config: true })), seen, files).result;
  };
  t.is(look(["kvm,dirty-ring-size=0,pmu-filter=f0"]).pending, undefined);
  t.is(look(["kvm"]).pending, "restart");
});

test("dry runs have the steps that surely happen", (t) => {
  const [uri, vm] = ["qemu:///system", { domain: "web1", uri: "qemu:///system" }];
  const set = { step: "setEmulator", domain: "web1", uri, filter: branches.struct } as const;
  const apply = { step: "applyFilter", vm, kvmStruct: branches.struct } as const;
  t.deepEqual(libvirtTarget.putSteps(wanted(), resource), [set]);
  t.deepEqual(libvirtTarget.putSteps(wanted({ live: true }), resource), [apply]);
  t.deepEqual(libvirtTarget.putSteps(wanted({ live: true, config: true }), resource), [set, apply]);
  t.deepEqual(libvirtTarget.removeSteps(place()), [
    { step: "restoreEmulator", domain: "web1", uri },
  ]);
  t.true(wanted().fingerprint !== wanted({ live: true }).fingerprint);
  t.is(emulator, part.emulator);
});
