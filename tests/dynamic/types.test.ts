import { type Output, output } from "@pulumi/pulumi";
import test from "ava";
import { expectTypeOf } from "expect-type";
import type { PmuFilter, PmuFilterArgs } from "../../provider/dynamic/index.ts";

/* What TypeScript programs may write; the compiler does the testing. */

test("numbers are integers, strings, and outputs of them", (t) => {
  type Select = NonNullable<Exclude<EventOf<PmuFilterArgs>, undefined>["select"]>;
  expectTypeOf<number>().toExtend<Select>();
  expectTypeOf<string>().toExtend<Select>();
  expectTypeOf<Output<string>>().toExtend<Select>();
  expectTypeOf<boolean>().not.toExtend<Select>();
  t.pass();
});

test("arguments", (t) => {
  expectTypeOf<{ action: "allow" }>().toExtend<PmuFilterArgs>();
  expectTypeOf<{ action: "alow" }>().not.toExtend<PmuFilterArgs>();
  expectTypeOf<{ cpus: ["intel"] }>().not.toExtend<PmuFilterArgs>();
  const everything: PmuFilterArgs = {
    action: output("deny" as const),
    cpus: ["intel", output("amd" as const)],
    events: [{ name: "branches" }, output({ select: "0xc4", umask: 0 })],
    fixedCounters: ["ref-cycles"],
    qemuId: "f0",
    dryRun: true,
    targets: [{ qemuArgs: { path: output("/a"), format: "environment", mode: "0640" } }],
  };
  t.truthy(everything);
  // @ts-expect-error: an unknown property
  const unknown: PmuFilterArgs = { action: "allow", evnts: [] };
  t.truthy(unknown);
});

test("outputs", (t) => {
  expectTypeOf<PmuFilter["fingerprint"]>().toEqualTypeOf<Output<string>>();
  expectTypeOf<PmuFilter["qemuObject"]>().toEqualTypeOf<Output<string | undefined>>();
  expectTypeOf<PmuFilter["applied"]>().toExtend<Output<Readonly<Record<string, string>>>>();
  t.pass();
});

type Unwrapped<T> =
  T extends Output<infer Inner> ? Inner : T extends PromiseLike<unknown> ? never : T;
type EventOf<A extends PmuFilterArgs> = Unwrapped<
  Extract<Unwrapped<NonNullable<A["events"]>>, readonly unknown[]>[number]
>;
