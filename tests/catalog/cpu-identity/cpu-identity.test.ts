import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import {
  type CpuIdentity,
  cpuIdentityText,
  parseCpuIdentity,
} from "../../../provider/catalog/cpu-identity/cpu-identity.ts";
import { refused } from "../../encoding/refusal.ts";

const intel = { arch: "x86", vendorId: "GenuineIntel", family: 6 } as const;
const n2 = { arch: "arm64", implementer: 0x41, part: 0xd49, variant: 0, revision: 0 } as const;

const texts: readonly [text: string, cpu: CpuIdentity][] = [
  ["GenuineIntel-6-8F-8", { ...intel, model: 0x8f, stepping: 8 }],
  ["GenuineIntel-6-8f", { ...intel, model: 0x8f }],
  [" GenuineIntel-6-6A-6\n", { ...intel, model: 0x6a, stepping: 6 }],
  ["GenuineIntel,6,143,8", { ...intel, model: 143, stepping: 8 }],
  [
    "AuthenticAMD-25-11-1",
    { arch: "x86", vendorId: "AuthenticAMD", family: 25, model: 17, stepping: 1 },
  ],
  ["0x00000000410fd490", n2],
  ["0x410fd490", n2],
  ["0x00000000413fd0c1", { ...n2, part: 0xd0c, variant: 3, revision: 1 }],
];

for (const [text, cpu] of texts) {
  test(`reads "${text}"`, (t) => t.deepEqual(parseCpuIdentity(text), cpu));
}

const wrong = [
  "",
  "SPR",
  "GenuineIntel-6",
  "GenuineIntel-6-8F-8-1",
  "Intel,6,143",
  "0x410fd49",
  "410fd490",
  "0x10000410fd490000",
];

for (const text of wrong) {
  test(`refuses "${text}"`, (t) => {
    refused(t, "CPU_ID_INVALID", () => parseCpuIdentity(text));
  });
}

const anyIdentity: fc.Arbitrary<CpuIdentity> = fc.oneof(
  fc.record(
    {
      arch: fc.constant("x86" as const),
      vendorId: fc.constantFrom("GenuineIntel", "AuthenticAMD", "HygonGenuine"),
      family: fc.integer({ min: 0, max: 270 }),
      model: fc.integer({ min: 0, max: 0xff }),
      stepping: fc.integer({ min: 0, max: 0xf }),
    },
    { requiredKeys: ["arch", "vendorId", "family", "model"] },
  ),
  fc.record({
    arch: fc.constant("arm64" as const),
    implementer: fc.integer({ min: 0, max: 0xff }),
    part: fc.integer({ min: 0, max: 0xfff }),
    variant: fc.integer({ min: 0, max: 0xf }),
    revision: fc.integer({ min: 0, max: 0xf }),
  }),
);

testProp("read(print(cpu)) = cpu", [anyIdentity], (t, cpu) => {
  t.deepEqual(parseCpuIdentity(cpuIdentityText(cpu)), { ...cpu });
});
