/** Filters in all forms, as files of the tests' worlds. */
export const files: Readonly<Record<string, string>> = {
  "web.yaml": `action: allow
cpus: [SPR]
events:
  - name: branches
  - name: cycles
  - {select: "0xd0", mask: "0x7c", match: "0x00"}
fixedCounters: [instructions]
`,
  "web.json": `{
\t"action": "allow",
\t"cpus": ["intel"],
\t"events": [{"select": "0xc4", "umask": "0x00"}, {"name": "cycles"}],
\t"fixedCounters": ["instructions"]
}
`,
  "deny.yaml": `action: deny
cpus: [intel]
events:
  - {select: 0xc5, umask: 0}
  - {select: "0x24", mask: "0x01", match: "0x01"}
  - {select: "0x24", mask: "0xff", match: "0x21", exclude: true}
fixedCounters: [cycles]
`,
  "wrong.yaml": `action: alow
cpu: [SPR]
cpus: [intel]
events:
  - {select: "0xd0", mask: "0x7c"}
  - {select: 0x1000, umask: "20"}
fixedCounters: [instruction]
lint: {DENY_UMASK_ZERRO: off}
`,
  "unknown-name.yaml": "action: allow\ncpus: [intel]\nevents:\n  - name: branchs\n",
  "syntax.yaml": "action: allow\naction: deny\nevents: [\n",
  "lint-error.yaml": `action: deny
events:
  - {select: "0xd0", mask: "0x7c", match: "0x01"}
  - {select: "0xc4", umask: "0x00"}
`,
  "arm.yaml": `action: allow
cpus: [arm64]
events:
  - name: cycles
  - {first: 0x23, last: 0x24}
  - {first: 0x4000}
`,
  "Pulumi.yaml": `name: project
runtime: yaml
resources:
  web:
    type: pmufilter:PmuFilter
    properties:
      action: allow
      cpus: [intel]
      events: [{name: branches}]
      fixedCounters: [cycles]
      targets: [{qemuArgs: {path: /etc/web.args}}]
  db:
    type: pmufilter:index:PmuFilter
    properties: {action: allow, evnts: []}
  other: {type: random:RandomId}
`,
  // allow; c4/00 and, with stray bits, c5/00; instructions.
  "stray.hex": `${header(0, 2, 1, 0)}c400000000000000c500000100000000`,
  // allow; the masked entry 1c2/00, which Intel hosts refuse.
  "amd.hex": `${header(0, 1, 0, 1)}c2000000010000ff`,
  "action-2.hex": header(2, 0, 0, 0),
  "object.json": object("web"),
  "empty-object.json": '{"qom-type":"kvm-pmu-filter","id":"f0","action":"allow","events":[]}',
  "wrong.json": `{"qom-type": "kvm-pmu-filter", "id": "f0", "action": "deny",
  "events": [{"format": "raw", "code": "0xc0"}]}`,
  "trailing.json": `{"qom-type": "kvm-pmu-filter",
  "id": "f0",}`,
  "linked.cmdline": `qemu-system-x86_64\0-m\x001G\0-object\0${object("web")}\0-accel\0kvm,pmu-filter=web\0`,
  "libvirt.log": `LC_ALL=C \\
/usr/bin/qemu-system-x86_64 \\
-name guest=vm,debug-threads=on \\
-machine pc-q35-7.2,usb=off \\
-accel kvm \\
-object '{"qom-type":"secret","id":"masterKey0"}' \\
-object '${object("web")}' \\
-accel kvm,pmu-filter=web
`,
  "unlinked.txt": `qemu-system-x86_64 -accel kvm -object ${object("web")}`,
  "beside.txt": `qemu-system-x86_64 -enable-kvm -accel kvm,pmu-filter=web -object ${object("web")}`,
  "calls.hex": "1100010000000000\n3000010001000000\n",
  "qemu.txt": 'qemu-system-aarch64 -cpu host,kvm-pmu-filter="A:0x11-0x11;A:0x30-0x3f;D:0x30-0x30"',
  "kvmtool.txt": "A:0x11-0x11,A:0x31-0x3f",
  "wrong.txt": "A:0x11-0x11;0x30",
  "nothing.yaml": "\n",
  "list.yaml": "- 1\n",
};

function header(action: number, nevents: number, bitmap: number, flags: number): string {
  const bytes = Buffer.alloc(32);
  for (const [index, value] of [action, nevents, bitmap, flags].entries()) {
    bytes.writeUInt32LE(value, index * 4);
  }
  return bytes.toString("hex");
}

function object(id: string): string {
  return `{"qom-type":"kvm-pmu-filter","id":"${id}","action":"allow","x86-fixed-counter":1,"events":[{"format":"x86-select-umask","select":196,"umask":0}]}`;
}
