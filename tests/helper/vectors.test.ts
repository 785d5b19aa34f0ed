import { encodeKvmStruct } from "../../provider/encoding/kvm-struct.ts";
import { judgeKvmBytes } from "../../provider/encoding/kvm-verdict.ts";
import { type X86Vector, x86Vectors } from "../filter/x86-vectors.ts";
import { testWithKvm } from "./helper-test.ts";
import { knowsFlags, probedHost, widthsOf } from "./host.ts";
import { type Judgement, jsonLinesOf, type Probe, runHelper } from "./run-helper.ts";
import { streamOf, structBytes, structOf } from "./struct-bytes.ts";

const rows = [...x86Vectors("accepted"), ...x86Vectors("invalid")];

rows.forEach((row, index) => {
  testWithKvm(`vector: ${row.name}: ${row.expect_errno ?? "accepted"}`, async (t) => {
    answers ??= judged();
    const errno = (await answers)[index]?.errno;
    t.is(errno, expected(await probedHost(), row));
  });
});

/** What the kernel says of all rows, asked once. */
let answers: Promise<readonly Judgement[]> | undefined;

async function judged(): Promise<readonly Judgement[]> {
  const ended = await runHelper(["check", "--stream"], { input: streamOf(rows.map(bytesOf)) });
  return jsonLinesOf<Judgement>(ended);
}

function bytesOf(row: X86Vector): Uint8Array {
  if (row.expect_errno === undefined) return encodeKvmStruct(structOf(row));
  const bytes = structBytes(structOf(row));
  return row.expect_errno === "EFAULT" ? bytes.subarray(0, 32) : bytes;
}

/** The row's answer; where it is about another vendor's rules, the evaluator's by those of here. */
function expected(host: Probe, row: X86Vector): string | null {
  if (!knowsFlags(host, row.flags)) return "EINVAL";
  if (row.vendor === "any" || row.vendor === host.kvm.vendorRules) return row.expect_errno ?? null;
  const verdict = judgeKvmBytes(structBytes(structOf(row)), widthsOf(host));
  return verdict.accepted ? null : verdict.errno;
}
