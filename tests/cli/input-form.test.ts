import test from "ava";
import { formOf, type InputForm } from "../../provider/cli/input/input-form.ts";
import { files } from "./files.ts";

const forms: readonly [string, InputForm][] = [
  ["web.yaml", "yaml"],
  ["web.json", "yaml"],
  ["Pulumi.yaml", "yaml"],
  ["list.yaml", "yaml"],
  ["stray.hex", "kvm-struct"],
  ["action-2.hex", "kvm-struct"],
  ["object.json", "qemu-object"],
  ["linked.cmdline", "command-line"],
  ["libvirt.log", "command-line"],
  ["unlinked.txt", "command-line"],
  ["calls.hex", "arm64-structs"],
  ["qemu.txt", "command-line"],
  ["kvmtool.txt", "arm64-text"],
];

for (const [file, form] of forms) {
  test(`${file} is told to be ${form}`, (t) => {
    t.is(formOf(files[file] ?? ""), form);
  });
}

const texts: readonly [string, string, InputForm][] = [
  [
    "a struct in lines of 8 bytes",
    (files["stray.hex"] ?? "").replaceAll(/.{16}/g, "$&\n"),
    "kvm-struct",
  ],
  ["a struct that is cut off", "00000000ff", "kvm-struct"],
  ["one arm64 call", "1100010000000000", "arm64-structs"],
  ["an argument file", "-object\n{}\n-accel\nkvm,pmu-filter=a\n", "command-line"],
  [
    "an environment file",
    "# comment\nPMU_FILTER_OBJECT='{}'\nPMU_FILTER_ACCEL='kvm'\n",
    "command-line",
  ],
  ["a quoted arm64 text", '"A:0x11-0x11;D:0x30-0x30"\n', "arm64-text"],
  ["kvmtool's command line", "lkvm run --pmu-filter A:0x11-0x11", "command-line"],
  ["YAML behind a comment", "# qemu -object\naction: deny\n", "yaml"],
  ["YAML of one line", "{action: deny, events: []}", "yaml"],
  ["prose", "no filter at all", "yaml"],
];

for (const [what, text, form] of texts) {
  test(`${what} is told to be ${form}`, (t) => {
    t.is(formOf(text), form);
  });
}
