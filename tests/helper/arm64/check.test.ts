import { printed } from "../../../provider/cli/output/output-form.ts";
import { encodeArm64CallHex } from "../../../provider/encoding/arm64/arm64-call.ts";
import { judgeArm64Calls } from "../../../provider/encoding/arm64/arm64-verdict.ts";
import { type HelperError, jsonLinesOf, jsonOf, type Probe } from "../run-helper.ts";
import { sizePrefix, streamOf } from "../struct-bytes.ts";
import { type AnyCall, arm64Vectors, callBytes } from "./calls.ts";
import { onHost, testOnArm64 } from "./host-test.ts";

/** The JSON of `check` on arm64. */
interface Arm64Check {
  readonly ok: boolean;
  readonly eventBits: 10 | 16;
  readonly filter: { readonly action: "allow" | "deny" | null; readonly calls: number };
  readonly verdict: "accepted" | "refused";
  readonly errno: string | null;
  readonly call: number | null;
  readonly error?: HelperError;
}

const check = (stdin: Uint8Array | string, ...args: readonly string[]) => ({
  argv: [onHost.helper, "check", ...args],
  stdin,
});

testOnArm64("probe asks KVM", [{ argv: [onHost.helper, "probe"] }], (t, ended) => {
  t.like(ended, { code: 0, stderr: "" });
  const { machine, kvm } = jsonOf<Probe>(ended);
  t.is(machine, "aarch64");
  t.like(kvm, { access: "ok", vpmu: true, vendorRules: null });
  t.deepEqual(kvm.filter, { form: "arm64", errno: null, live: false, eventBits: 16 });
  t.like(kvm.capabilities, { armPmuV3: 1, pmuEventFilter: 0 });
});

const cycles = { baseEvent: 0x11, nevents: 1, action: 0 };
const stalls = { baseEvent: 0x23, nevents: 2, action: 1 };
const lines = [cycles, stalls].map((call) => `${encodeArm64CallHex(call)}\n`).join("");

/** As `pmufilter encode --to arm64-structs` prints them. */
const encoded = printed("arm64-structs", {
  filter: {
    arch: "arm64",
    action: "allow",
    ranges: [
      { first: 0x11, last: 0x11 },
      { first: 0x23, last: 0x3a },
    ],
  },
  cpus: [],
  bits: 16,
});

const inputs: readonly (readonly [string, Uint8Array | string, readonly string[]])[] = [
  ["bytes", callBytes([cycles, stalls]), []],
  ["bytes, said so", callBytes([cycles, stalls]), ["--input=binary"]],
  ["a line of text per call", lines, []],
  ["what pmufilter encode prints", `${encoded.join("\n")}\n`, []],
  ["text with blanks", lines.replaceAll(/(..)/g, " $1").toUpperCase(), ["--input", "hex"]],
  // Event 0x30 is the digit 0 in text.
  ["bytes that begin as text does", callBytes([{ ...cycles, baseEvent: 0x3030 }, stalls]), []],
];

for (const [what, input, args] of inputs) {
  testOnArm64(`check takes ${what}`, [check(input, ...args)], (t, ended) => {
    t.like(ended, { code: 0, stderr: "" });
    const { eventBits, filter, verdict, errno, call } = jsonOf<Arm64Check>(ended);
    t.deepEqual(
      { eventBits, filter, verdict, errno, call },
      {
        eventBits: 16,
        filter: { action: "allow", calls: 2 },
        verdict: "accepted",
        errno: null,
        call: null,
      },
    );
  });
}

const refusals: readonly (readonly [string, readonly AnyCall[], number, RegExp])[] = [
  [
    "a range past the event space",
    [cycles, { baseEvent: 0xffff, nevents: 2, action: 1 }],
    1,
    /last/,
  ],
  ["action 2", [{ ...cycles, action: 2 }], 0, /action/],
];

for (const [what, calls, call, hint] of refusals) {
  testOnArm64(`check: the kernel refuses ${what}`, [check(callBytes(calls))], (t, ended) => {
    t.is(ended.code, 1);
    const json = jsonOf<Arm64Check>(ended);
    t.like(json, { ok: false, verdict: "refused", errno: "EINVAL", call });
    t.like(json.error, { code: "FILTER_REFUSED", errno: "EINVAL" });
    t.regex(json.error?.hint ?? "", hint);
    t.true(ended.stderr.endsWith("[FILTER_REFUSED, EINVAL]\n"));
  });
}

const wrong: readonly (readonly [string, Uint8Array | string, string])[] = [
  ["nothing", "", "INPUT_EMPTY"],
  ["white space", " \n \n \n", "KVM_STRUCT_TRUNCATED"],
  ["half a call", callBytes([cycles, stalls]).subarray(0, 12), "KVM_STRUCT_TRUNCATED"],
  ["half a call as text", "11000100", "KVM_STRUCT_TRUNCATED"],
  ["0x", "0x1100010000000000", "KVM_HEX_INVALID"],
  ["a filter's JSON", '{"calls":[]}    ', "KVM_HEX_INVALID"],
  ["more than 8192 calls", new Uint8Array(8 * 8193), "INPUT_TOO_LONG"],
];

for (const [what, input, code] of wrong) {
  testOnArm64(`check refuses ${what}: ${code}`, [check(input)], (t, ended) => {
    t.is(ended.code, 3);
    t.like(jsonOf(ended), { command: "check", ok: false, error: { code, errno: null } });
    t.is(/encode --to arm64-structs/.test(ended.stderr), code === "KVM_HEX_INVALID");
  });
}

const frames = [
  callBytes([cycles, stalls]),
  callBytes([cycles, { ...stalls, action: 7 }]),
  callBytes([cycles, stalls]).subarray(0, 15),
  callBytes([]),
];

testOnArm64(
  "a stream is judged filter by filter, up to where it breaks off",
  [check(Buffer.concat([streamOf(frames), sizePrefix(8)]), "--stream")],
  (t, ended) => {
    t.is(ended.code, 3);
    const lines = jsonLinesOf<Arm64Check & { readonly index: number }>(ended);
    t.deepEqual(
      lines.slice(0, -1).map(({ index, errno, call }) => [index, errno, call]),
      [
        [0, null, null],
        [1, "EINVAL", 1],
        [2, "EFAULT", 1],
        [3, "EFAULT", 0],
      ],
    );
    t.is(lines.at(-1)?.error?.code, "INPUT_FRAME_TRUNCATED");
  },
);

const vectors = arm64Vectors().filter(({ state }) => state === undefined);
const judged = vectors.map(({ calls }) => callBytes(calls));

testOnArm64(
  `the kernel and the vectors agree on ${vectors.length} filters`,
  [check(streamOf(judged), "--stream")],
  (t, ended) => {
    t.is(ended.code, 0, ended.stderr);
    const answers = jsonLinesOf<Arm64Check>(ended);
    vectors.forEach(({ name, eventBits, errno, calls }, index) => {
      // The host's space has 16 bits; of a row about another, our own evaluator says what that means.
      const ours = judgeArm64Calls(calls, 16);
      const here = ours.accepted ? null : ours.errno;
      t.is(answers[index]?.errno, eventBits === 16 ? errno : here, name);
      t.is(answers[index]?.call, ours.accepted ? null : ours.call, name);
    });
    t.true(vectors.length >= 30);
  },
);

const random = randomFilters(1000);

testOnArm64(
  `the kernel and the evaluator agree on ${random.length} random filters`,
  [check(streamOf(random.map(callBytes)), "--stream")],
  (t, ended) => {
    const answers = jsonLinesOf<Arm64Check>(ended);
    const seen = new Set<string | null>();
    random.forEach((calls, index) => {
      const ours = judgeArm64Calls(calls, 16);
      const expected = ours.accepted ? [null, null] : [ours.errno, ours.call];
      const { errno, call } = answers[index] ?? {};
      t.deepEqual([errno, call], expected, JSON.stringify(calls));
      seen.add(errno ?? null);
    });
    // Or else the filters were not random enough to tell anything.
    t.is(seen.size, 2);
  },
);

/** Filters of up to four calls, of which about half have something that a kernel refuses. */
function randomFilters(count: number): readonly (readonly AnyCall[])[] {
  const below = (limit: number) => Math.floor(Math.random() * limit);
  const oneOf = (values: readonly number[]) => values[below(values.length)] ?? 0;
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + below(4) }, () => ({
      baseEvent: oneOf([below(0x10000), below(0x400), 0xffff, 0]),
      nevents: oneOf([below(0x8000), 1, 0, 1, 0xffff]),
      action: oneOf([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, below(256)]),
    })),
  );
}
