import { fc } from "@fast-check/ava";
import { judgeKvmBytes } from "../../provider/encoding/kvm-verdict.ts";
import type { VendorWidths } from "../../provider/filter/vendor.ts";
import { testWithKvm } from "./helper-test.ts";
import { knowsFlags, probedHost, widthsOf } from "./host.ts";
import { type Judgement, jsonLinesOf, runHelper } from "./run-helper.ts";
import { streamOf, structBytes } from "./struct-bytes.ts";

const batches = 10;
const batchSize = 10_000;

testWithKvm("the kernel and the evaluator agree on 100,000 random filters", async (t) => {
  const host = await probedHost();
  const widths = widthsOf(host);
  const flags = knowsFlags(host, 1) ? [0, 0, 0, 1, 1, 1, 1, 2] : [0];
  const seen = new Set<string>();
  const agree = async (seed: number) => {
    const structs = randomStructs(seed, flags);
    const ended = await runHelper(["check", "--stream"], {
      input: streamOf(structs),
      target: "all",
    });
    const judged = jsonLinesOf<Judgement>(ended);
    structs.forEach((bytes, index) => {
      const ours = evaluated(bytes, widths);
      const kernels = told(judged[index]);
      seen.add(ours.split(" ", 1)[0] ?? "");
      if (ours !== kernels) {
        throw new Error(`${Buffer.from(bytes).toString("hex")}: ${ours}, kernel: ${kernels}`);
      }
    });
    return ended.code === 0 && judged.length === structs.length;
  };
  const runs = { numRuns: batches, endOnFailure: true };
  await fc.assert(fc.asyncProperty(fc.integer(), agree), runs);
  // Or else the filters were not random enough to tell anything.
  t.deepEqual([...seen].sort(), ["E2BIG", "EFAULT", "EINVAL", "accepted"]);
});

function evaluated(bytes: Uint8Array, widths: VendorWidths): string {
  const verdict = judgeKvmBytes(bytes, widths);
  if (!verdict.accepted) return verdict.errno;
  return `accepted dropped ${verdict.dropped} dead ${verdict.dead}`;
}

function told(judgement: Judgement | undefined): string {
  if (judgement?.verdict !== "accepted") return judgement?.errno ?? "nothing";
  const [dropped, dead] = [judgement.dropped, judgement.dead].map((events) =>
    events.map(({ index }) => index),
  );
  return `accepted dropped ${dropped} dead ${dead}`;
}

/** Structs of which about half are valid; the others have something wrong in one place or several. */
function randomStructs(seed: number, flags: readonly number[]): readonly Uint8Array[] {
  const below = randomNumbers(seed);
  const oneOf = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  return Array.from({ length: batchSize }, () => {
    const events = Array.from({ length: below(5) }, () => {
      const bits = (BigInt(below(2 ** 32)) << 32n) | BigInt(below(2 ** 32));
      return bits & oneOf(eventBits);
    });
    const many = below(200) === 0 ? Array.from({ length: 298 + below(6) }, () => 0xc0n) : events;
    const action = oneOf([0, 0, 0, 1, 1, 1, 1, 2 + below(1000)]);
    const fixedCounterBitmap = below(2 ** 32);
    const bytes = structBytes({ action, fixedCounterBitmap, flags: oneOf(flags), events: many });
    return below(20) === 0 ? bytes.subarray(0, below(bytes.length)) : bytes;
  });
}

/** What stays of random bits: raw events, wide ones, masked entries, wide ones, one bit more, all. */
const eventBits: readonly bigint[] = [
  0xffffn,
  0xf0000ffffn,
  0xff8000000000ffffn,
  0xff80000f0000ffffn,
  0xff8000000000ffffn,
  0xff8000000001ffffn,
  0xff8080000000ffffn,
  0xffffffffffffffffn,
];

/** mulberry32: the same numbers for a seed, far faster than drawing each from fast-check. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}
