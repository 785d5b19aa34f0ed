import { arm64Abi, arm64CallLayout } from "../../../provider/encoding/arm64/arm64-abi.ts";
import { encodeArm64CallHex } from "../../../provider/encoding/arm64/arm64-call.ts";
import { testWithHelper } from "../helper-test.ts";
import { printedAbi } from "../printed-abi.ts";
import { callBytes } from "./calls.ts";

testWithHelper("arm64's numbers and offsets in C are those in TypeScript", async (t) => {
  const { bytes: _, ...numbers } = printedAbi(t, "arm64/print-abi.c");
  t.deepEqual(numbers, { ...arm64Abi, ...arm64CallLayout });
});

const golden = ["0540020101000000", "1100010000000000"];

testWithHelper("arm64's calls have the same bytes in C and in TypeScript", async (t) => {
  const calls = [
    { baseEvent: 0x4005, nevents: 0x102, action: 1 },
    { baseEvent: 0x11, nevents: 1, action: 0 },
  ];
  t.deepEqual(
    calls.map((call) => encodeArm64CallHex(call)),
    golden,
  );
  t.is(Buffer.from(callBytes(calls)).toString("hex"), golden.join(""));
  t.is(printedAbi(t, "arm64/print-abi.c")["bytes"], golden.join(""));
});
