import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { kvmAbi, kvmEventBits, kvmStructLayout } from "../../provider/encoding/kvm-abi.ts";
import { encodeKvmStructHex } from "../../provider/encoding/kvm-struct-hex.ts";
import { encodeMaskedEvent } from "../../provider/encoding/masked-event.ts";
import { compiler, helperSources } from "../../toolchain/helper.ts";
import { scratch } from "../executor/scratch.ts";
import { testWithHelper } from "./helper-test.ts";

testWithHelper("numbers and offsets in C are those in TypeScript", async (t) => {
  const { selectLow, umask, selectHigh, exclude, mask, bytes: _, ...numbers } = printed(t);
  t.deepEqual(numbers, { ...kvmAbi, ...kvmStructLayout });
  const bits = { selectLow, umask, selectHigh, exclude, mask };
  t.deepEqual(bits, {
    selectLow: field(kvmEventBits.selectLow, 8n),
    umask: field(kvmEventBits.umask, 8n),
    selectHigh: field(kvmEventBits.selectHigh, 4n),
    exclude: field(kvmEventBits.exclude, 1n),
    mask: field(kvmEventBits.mask, 8n),
  });
});

const golden =
  "0100000001000000070000800100000000000000000000000000000000000000c534000003" + "0080ff";

testWithHelper("a struct has the same bytes in C and in TypeScript", async (t) => {
  const event = encodeMaskedEvent({ select: 0x3c5, mask: 0xff, match: 0x34, exclude: true });
  const struct = { action: 1, flags: 1, fixedCounterBitmap: 0x80000007, events: [event] };
  t.is(encodeKvmStructHex(struct), golden);
  t.is(printed(t)["bytes"], golden);
});

function field(lowest: bigint, width: bigint): string {
  return String(((1n << width) - 1n) << lowest);
}

/** What tests/helper/print-abi.c prints. */
function printed(t: ExecutionContext): Readonly<Record<string, number | string>> {
  const program = join(scratch(t), "print-abi");
  const source = join(import.meta.dirname, "print-abi.c");
  const args = ["-std=c17", "-Wall", "-Wextra", "-Werror", `-I${join(helperSources, "src")}`];
  const compiled = spawnSync(compiler(process.env), [...args, "-o", program, source], {
    encoding: "utf8",
  });
  t.is(compiled.status, 0, compiled.stderr);
  return JSON.parse(spawnSync(program, { encoding: "utf8" }).stdout);
}
