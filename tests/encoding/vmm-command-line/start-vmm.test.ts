import test from "ava";
import { startVmm } from "../../../provider/encoding/vmm-command-line/start-vmm.ts";

const object = (id: string) =>
  `'{"qom-type":"kvm-pmu-filter","id":"${id}","action":"allow","x86-fixed-counter":1}'`;
const [f0, f1] = [`-object ${object("f0")}`, `-object ${object("f1")}`];
const others =
  "-name guest=vm,debug-threads=on -machine pc-q35-7.2,usb=off,dump-guest-core=off -m 4096 -nographic";

/** The id of the object whose filter reaches KVM. */
const linked: readonly [string, string, string][] = [
  ["one object", `qemu ${f0} -accel kvm,pmu-filter=f0`, "f0"],
  ["options in another order", `qemu -accel kvm,pmu-filter=f0 ${f0}`, "f0"],
  [
    "options among others",
    `qemu ${others} ${f0} -cpu host -accel kvm,pmu-filter=f0,kernel-irqchip=split -S`,
    "f0",
  ],
  ["two dashes", `qemu -${f0} --accel kvm,pmu-filter=f0`, "f0"],
  [
    "other objects",
    `qemu -object secret,id=s -object '{"qom-type":"rng-random","id":"r"}' ${f0} -accel kvm,pmu-filter=f0`,
    "f0",
  ],
  ["the linked one of two objects", `qemu ${f0} ${f1} -accel kvm,pmu-filter=f1`, "f1"],
  ["the last of two links", `qemu ${f0} ${f1} -accel kvm,pmu-filter=f0,pmu-filter=f1`, "f1"],
  [
    "the first of two accelerators",
    `qemu ${f0} ${f1} -accel kvm,pmu-filter=f0 -accel kvm,pmu-filter=f1`,
    "f0",
  ],
  ["an accelerator by its key", `qemu ${f0} -accel accel=kvm,pmu-filter=f0`, "f0"],
  [
    "an environment file",
    `PMU_FILTER_OBJECT=${object("f0")}\nPMU_FILTER_ACCEL='kvm,pmu-filter=f0'`,
    "f0",
  ],
  [
    "an object in single quotes",
    `qemu\0-object\0{'qom-type':'kvm-pmu-filter','id':'f0','action':'allow','x86-fixed-counter':1}\0-accel\0kvm,pmu-filter=f0\0`,
    "f0",
  ],
  [
    "the last start of a log, apostrophes or not",
    `2024-01-01 00:00:00.000+0000: starting up libvirt version: 9.0.0
LC_ALL=C \\
/usr/bin/qemu-system-x86_64 \\
-accel kvm,pmu-filter=f1 \\
${f1}
qemu-system-x86_64: warning: host doesn't support requested feature
2024-01-01 00:01:00.000+0000: shutting down
LC_ALL=C \\
/usr/bin/qemu-system-x86_64 \\
-accel kvm,pmu-filter=f0 \\
${f0}
qemu-system-x86_64: warning: host doesn't support requested feature`,
    "f0",
  ],
  ["sudo before it", `sudo -u qemu /usr/libexec/qemu-kvm ${f0} -accel kvm,pmu-filter=f0`, "f0"],
  ["lines that nothing continues", `kvm\n  ${f0}\n  -accel kvm,pmu-filter=f0\n`, "f0"],
  ["a program of another name", `my-vmm ${f0} -accel kvm,pmu-filter=f0`, "f0"],
  ["a guest kernel's -object", `qemu ${f0} -append '-object' -accel kvm,pmu-filter=f0`, "f0"],
];

for (const [what, text, id] of linked) {
  test(`QEMU sets a filter with ${what}`, (t) => {
    const start = startVmm(text);
    t.is(start.kind === "object" ? start.object.id : start.kind, id);
  });
}

/** How many remarks tell why a VM has no filter. */
const none: readonly [string, string, number][] = [
  ["no object", `qemu ${others} -accel kvm`, 0],
  ["nothing at all", "qemu", 0],
  ["an object that no -accel names", `qemu ${f0} -accel kvm`, 1],
  ["two objects that no -accel names", `qemu ${f0} ${f1} -enable-kvm`, 2],
  ["libvirt's -accel before the appended one", `qemu -accel kvm ${f0} -accel kvm,pmu-filter=f0`, 1],
  ["a -global in place of a link", `qemu ${f0} -accel kvm -global kvm-accel.pmu-filter=f0`, 2],
  [
    "a start without one behind one with one",
    `qemu ${f0} -accel kvm,pmu-filter=f0\nqemu-kvm -accel kvm\n`,
    1,
  ],
  ["a last -cpu without one", "qemu -cpu host,kvm-pmu-filter=A:0x11-0x11 -cpu host", 0],
  ["a link in the guest kernel's command line", "qemu -append -accel kvm,pmu-filter=f0", 0],
];

for (const [what, text, remarks] of none) {
  test(`QEMU starts without a filter with ${what}`, (t) => {
    const start = startVmm(text);
    t.is(start.kind, "none");
    t.is(start.remarks.length, remarks);
  });
}

const refused: readonly [string, string, string][] = [
  [
    "-enable-kvm beside -accel",
    `qemu -enable-kvm ${f0} -accel kvm,pmu-filter=f0`,
    "QEMU_ARGUMENTS_INVALID",
  ],
  [
    "-machine accel= beside -accel",
    `qemu -machine q35,accel=kvm ${f0} -accel kvm,pmu-filter=f0`,
    "QEMU_ARGUMENTS_INVALID",
  ],
  [
    "-M accel= beside -accel",
    `qemu -M q35,accel=kvm:tcg -accel kvm ${f0}`,
    "QEMU_ARGUMENTS_INVALID",
  ],
  ["-machine pmu-filter=", `qemu ${f0} -machine q35,pmu-filter=f0`, "QEMU_ARGUMENTS_INVALID"],
  ["--accel=", `qemu ${f0} --accel=kvm,pmu-filter=f0`, "QEMU_ARGUMENTS_INVALID"],
  [
    "an x86 object on another target",
    `qemu-system-aarch64 ${f0} -accel kvm,pmu-filter=f0`,
    "QEMU_ARGUMENTS_INVALID",
  ],
  [
    "-cpu's filter on x86",
    "qemu-system-x86_64 -accel kvm -cpu host,kvm-pmu-filter=A:0x11-0x11",
    "QEMU_ARGUMENTS_INVALID",
  ],
  [
    "-cpu's filter under another accelerator",
    "qemu-system-aarch64 -accel tcg -cpu max,kvm-pmu-filter=A:0x11-0x11",
    "QEMU_ARGUMENTS_INVALID",
  ],
  ["an id that is not there", `qemu ${f0} -accel kvm,pmu-filter=f1`, "QEMU_ARGUMENTS_INVALID"],
  ["an empty id", `qemu ${f0} -accel kvm,pmu-filter=`, "QEMU_ARGUMENTS_INVALID"],
  ["another accelerator", `qemu ${f0} -accel tcg,pmu-filter=f0`, "QEMU_ARGUMENTS_INVALID"],
  ["the same id twice", `qemu ${f0} ${f0} -accel kvm,pmu-filter=f0`, "QEMU_ARGUMENTS_INVALID"],
  [
    "an object that is no JSON",
    "qemu -object kvm-pmu-filter,id=f0,action=deny -accel kvm",
    "QEMU_OBJECT_INVALID",
  ],
  [
    "a wrong object that is not linked",
    `qemu -object '{"qom-type":"kvm-pmu-filter","id":"f0"}' -accel kvm`,
    "QEMU_OBJECT_INVALID",
  ],
  [
    "an empty object that is linked",
    `qemu -object '{"qom-type":"kvm-pmu-filter","id":"f0","action":"deny"}' -accel kvm,pmu-filter=f0`,
    "QEMU_FILTER_EMPTY",
  ],
];

for (const [what, text, code] of refused) {
  test(`QEMU does not start with ${what}`, (t) => {
    const start = startVmm(text);
    const found: string = start.kind === "refused" ? start.error.code : start.kind;
    t.is(found, code);
  });
}

const arm64: readonly [string, string, string][] = [
  [
    "QEMU's -cpu",
    'qemu-system-aarch64 -cpu host,kvm-pmu-filter="A:0x11-0x11;D:0x30-0x30"',
    "A:0x11-0x11;D:0x30-0x30",
  ],
  [
    "QEMU's -cpu among its properties",
    "qemu -cpu host,sve=off,kvm-pmu-filter=D:0x1-0x1,pmu=on",
    "D:0x1-0x1",
  ],
  [
    "kvmtool's option",
    "lkvm run --pmu-filter A:0x11-0x11,A:0x23-0x3a -c 4",
    "A:0x11-0x11,A:0x23-0x3a",
  ],
  ["kvmtool's option with =", "lkvm run --pmu-filter=A:0x11-0x11", "A:0x11-0x11"],
];

for (const [what, text, expected] of arm64) {
  test(`the text of ${what} is found`, (t) => {
    const start = startVmm(text);
    t.is(start.kind === "arm64-text" ? start.text : start.kind, expected);
  });
}

test("a raw code of -1 is all ones", (t) => {
  const start = startVmm(
    `qemu -object '{"qom-type":"kvm-pmu-filter","id":"f0","action":"deny","events":[{"format":"raw","code":-1}]}' -accel kvm,pmu-filter=f0`,
  );
  t.deepEqual(start.kind === "object" && start.object.events, [
    { format: "raw", code: 0xffff_ffff_ffff_ffffn },
  ]);
});

const nothing: readonly [string, string][] = [
  ["init's command line", "/sbin/init\0splash\0"],
  ["a misspelt program", "qemu-systm-x86_64 -acel kvm"],
  ["a message of QEMU", "qemu-system-x86_64: -accel kvm: failed to initialize"],
  ["prose over several lines", "Use -accel kvm here.\nIt isn't hard.\n"],
  ["another program's options", "ls -l --color"],
  ["nothing", ""],
];

for (const [what, text] of nothing) {
  test(`no VMM is started in ${what}`, (t) => {
    t.throws(() => startVmm(text), { code: "INPUT_UNKNOWN" });
  });
}
