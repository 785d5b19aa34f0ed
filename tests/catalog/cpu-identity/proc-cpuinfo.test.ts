import test from "ava";
import { cpuIdentityText } from "../../../provider/catalog/cpu-identity/cpu-identity.ts";
import { cpusOfProcCpuinfo } from "../../../provider/catalog/cpu-identity/proc-cpuinfo.ts";

const x86 = (processor: number, vendor: string, family: number, model: number, stepping: string) =>
  `processor\t: ${processor}
vendor_id\t: ${vendor}
cpu family\t: ${family}
model\t\t: ${model}
model name\t: A CPU: with a colon
stepping\t: ${stepping}
microcode\t: 0x2b000643
flags\t\t: fpu vme
bugs\t\t: spectre_v1

`;
const arm64 = (processor: number, variant: string, part: string, revision: number) =>
  `processor\t: ${processor}
BogoMIPS\t: 243.75
Features\t: fp asimd
CPU implementer\t: 0x41
CPU architecture: 8
CPU variant\t: ${variant}
CPU part\t: ${part}
CPU revision\t: ${revision}

`;

const texts: readonly [title: string, text: string, cpus: readonly string[]][] = [
  ["one Sapphire Rapids", x86(0, "GenuineIntel", 6, 143, "8"), ["GenuineIntel-6-8F-8"]],
  [
    "two of a kind",
    x86(0, "AuthenticAMD", 25, 17, "1") + x86(1, "AuthenticAMD", 25, 17, "1"),
    ["AuthenticAMD-25-11-1"],
  ],
  ["no known stepping", x86(0, "GenuineIntel", 6, 85, "unknown"), ["GenuineIntel-6-55"]],
  [
    "an old kernel's \\r\\n",
    x86(0, "GenuineIntel", 6, 85, "7").replaceAll("\n", "\r\n"),
    ["GenuineIntel-6-55-7"],
  ],
  ["Neoverse N1 r3p1", arm64(0, "0x3", "0xd0c", 1), ["0x00000000413fd0c1"]],
  [
    "big and little cores",
    arm64(0, "0x2", "0xd05", 0) + arm64(1, "0x2", "0xd05", 0) + arm64(4, "0x4", "0xd0b", 0),
    ["0x00000000412fd050", "0x00000000414fd0b0"],
  ],
  ["another architecture", "processor\t: 0\nhart\t: 0\nisa\t: rv64imafdc\n\n", []],
  ["nothing", "", []],
];

for (const [title, text, cpus] of texts) {
  test(title, (t) => t.deepEqual(cpusOfProcCpuinfo(text).map(cpuIdentityText), cpus));
}
