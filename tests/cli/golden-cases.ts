import type { Around } from "./run-in-memory.ts";

/** A command line of the golden file. */
export interface GoldenCase {
  readonly args: readonly string[];
  readonly around?: Around;
}

/** Every help and error text, and each command's output in each form once. */
export const goldenCases: readonly GoldenCase[] = [
  ...lines(`
    help
    encode --help
    decode --help
    explain --help
    lint --help
    diff --help
    events --help
    minimize --help
    help nothing
    help encode decode
    ecode
    whatever
    --versio
    encode --form yaml
    encode -x
    encode --to
    encode --to --json
    encode --json=yes
    encode a b
    explain web.yaml
    diff web.yaml
    encode --to kvm-strct web.yaml
    encode --to something web.yaml
    encode --to kvmtool web.yaml
    encode --from something web.yaml
    encode --bits 12 arm.yaml
    encode --bits 10 arm.yaml
    encode --lint DENY_UMASK_ZERRO=off deny.yaml
    encode --lint nonsense=off deny.yaml
    encode --lint DENY_UMASK_ZERO deny.yaml
    encode --lint DENY_UMASK_ZERO=of deny.yaml
    encode --cpu SPQ web.yaml
    encode --cpu host web.yaml
    encode --cpu CentaurHauls-6-F web.yaml
    encode --to yaml --cpu GenuineIntel-5-1 web.yaml
    encode --cpu SPR,arm64 web.yaml
    encode --cpu arm64 stray.hex
    decode --cpu arm64 stray.hex
    decode --cpu intel kvmtool.txt
    lint --max-warnings few deny.yaml
    lint missing.yaml
    lint directory/
    lint nothing.yaml
    lint list.yaml
    lint --resource web web.yaml
    lint Pulumi.yaml
    lint --resource db Pulumi.yaml
    lint --resource dc Pulumi.yaml
    lint --resource nonsense Pulumi.yaml
    diff - -
    lint wrong.yaml
    lint wrong.yaml --json
    lint syntax.yaml
    lint unknown-name.yaml
    lint lint-error.yaml
    encode lint-error.yaml
    encode unlinked.txt
    encode beside.txt
    decode wrong.txt
    decode --from kvm-struct web.yaml
    decode --from arm64-structs wrong.txt
    decode action-2.hex
    decode empty-object.json
    decode --from qemu-object web.json
    decode wrong.json
    decode trailing.json
    explain web.yaml no-such-event 1c4/00 branches fixed:no
    explain web.yaml 0x11
    explain web.yaml 1c4/00
    explain web.yaml fixed/32
    explain web.yaml fixed:no
    explain web.yaml cpu/event=0xc4,umask=
    explain web.yaml armv8_pmuv3_0/event=0x11/
    explain stray.hex branches
    explain arm.yaml c4/00
    explain arm.yaml fixed/0
    explain arm.yaml 0x10000
    explain action-2.hex c4/00
    explain --expect maybe web.yaml c4/00
    diff web.yaml arm.yaml
    diff web.yaml action-2.hex
    events brnches --cpu intel
    events nonsense --cpu intel,amd
    events --cpus branches
    minimize wrong.yaml
    encode web.yaml
    encode --to kvm-struct web.yaml
    encode --to qemu-arguments web.json
    encode --to yaml object.json
    encode arm.yaml
    encode --resource web Pulumi.yaml
    decode web.json
    decode stray.hex
    decode --cpu intel amd.hex
    decode amd.hex
    decode object.json
    decode linked.cmdline
    decode libvirt.log
    decode unlinked.txt
    decode beside.txt
    decode calls.hex
    decode qemu.txt
    decode kvmtool.txt
    decode --bits 10 arm.yaml
    explain web.yaml branches c4/20 fixed/0 fixed:slots d0/81 r20c4 cpu/event=0xc0/
    explain deny.yaml 24/01 24/21 24/02 cycles
    explain qemu.txt 0x11 0x30 0x31 0x40 0x1e
    explain libvirt.log c4/00 fixed/0
    explain stray.hex c5/00
    lint deny.yaml
    lint stray.hex
    lint libvirt.log
    diff web.json deny.yaml
    diff web.json web.json
    diff kvmtool.txt qemu.txt
    diff kvmtool.txt calls.hex
    events branches --cpu intel,amd
    events c?/00 --cpu amd
    events --cpus --cpu intel,amd
    minimize deny.yaml
    minimize --to kvm-struct deny.yaml
    minimize kvmtool.txt
  `),
  { args: [] },
  { args: ["decode"], around: { stdin: "A:0x11-0x11\n" } },
  { args: ["decode", "-"], around: { stdin: "" } },
  { args: ["decode"], around: { stdin: "A:0x11-0x11\n", stdinIsTerminal: true } },
  {
    args: ["decode", "binary"],
    around: { files: { binary: new Uint8Array([0xff, 0xfe, 0x80]) } },
  },
];

function lines(text: string): readonly GoldenCase[] {
  return text
    .trim()
    .split("\n")
    .map((line) => ({ args: line.trim().split(" ") }));
}
