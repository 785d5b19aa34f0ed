import { encodeKvmStructHex } from "../../provider/encoding/kvm-struct-hex.ts";
import { encodeRawEvent } from "../../provider/encoding/raw-event.ts";
import { testWithKvm } from "./helper-test.ts";
import { knowsFlags, probedHost } from "./host.ts";
import { type Check, type Ended, jsonLinesOf, jsonOf, runHelper } from "./run-helper.ts";
import { sizePrefix, streamOf, structBytes } from "./struct-bytes.ts";

const branches = structBytes({ action: 0, fixedCounterBitmap: 3, events: [0xc4n] });

testWithKvm("check takes bytes and hexadecimal text", async (t) => {
  const hex = Buffer.from(branches).toString("hex");
  const spaced = ` ${hex.toUpperCase().replaceAll(/(.{16})/g, "$1\n\t")}\r\n`;
  for (const [args, input] of [
    [[], branches],
    [["--input", "binary"], branches],
    [[], `${hex}\n`],
    [["--input=hex"], spaced],
    [["--input=auto"], spaced],
  ] as const) {
    const ended = await runHelper(["check", ...args], { input });
    t.like(ended, { code: 0, stderr: "" });
    t.like(jsonOf<Check>(ended), {
      command: "check",
      ok: true,
      verdict: "accepted",
      errno: null,
      dropped: [],
      dead: [],
    });
    t.deepEqual(jsonOf<Check>(ended).filter, {
      action: "allow",
      nevents: 1,
      fixedCounterBitmap: 3,
      flags: 0,
    });
  }
});

testWithKvm("check takes what the encoding library encodes", async (t) => {
  const events = [encodeRawEvent({ select: 0xc4, umask: 0 })];
  const input = encodeKvmStructHex({ action: 1, flags: 0, fixedCounterBitmap: 0, events });
  t.like(jsonOf<Check>(await runHelper(["check"], { input })), { verdict: "accepted" });
});

testWithKvm("301 entries are too many, 300 are not", async (t) => {
  const events = Array.from({ length: 301 }, (_, index) => BigInt(index));
  const input = structBytes({ events: events.slice(1) });
  t.like(jsonOf<Check>(await runHelper(["check"], { input })), { verdict: "accepted" });
  refused(t, await runHelper(["check"], { input: structBytes({ events }) }), "E2BIG", /300/);
});

testWithKvm("a bad masked entry is refused", async (t) => {
  const input = structBytes({ flags: 1, events: [0xff000000000000c0n, 0xff000000001000c4n] });
  refused(t, await runHelper(["check"], { input }), "EINVAL", /masked entr/);
});

testWithKvm("an action and flags that there are not are refused", async (t) => {
  const action = await runHelper(["check"], { input: structBytes({ action: 2 }) });
  refused(t, action, "EINVAL", /action/);
  t.is(jsonOf<Check>(action).filter.action, null);
  refused(t, await runHelper(["check"], { input: structBytes({ flags: 2 }) }), "EINVAL", /flag/);
});

function refused(
  t: { like: (a: object, b: object) => void; regex: (a: string, b: RegExp) => void },
  ended: Ended,
  errno: string,
  hint: RegExp,
): void {
  t.like(ended, { code: 1 });
  const json = jsonOf<Check>(ended);
  t.like(json, { ok: false, verdict: "refused", errno, dropped: [], dead: [] });
  t.like(json, { error: { code: "FILTER_REFUSED", errno } });
  t.regex(json.error?.hint ?? "", hint);
  t.regex(ended.stderr, new RegExp(`^kvm-pmu-filter: .* \\[FILTER_REFUSED, ${errno}\\]\n$`));
}

testWithKvm("check lists what the kernel drops without a word", async (t) => {
  const events = [0xc0n, 0x200c0n, 0xff000000000000c0n, 0x1000000c2n];
  const ended = await runHelper(["check"], { input: structBytes({ events }) });
  const json = jsonOf<Check>(ended);
  const wide = { index: 3, code: "0x1000000c2", bits: "0x100000000" };
  t.is(json.verdict, "accepted");
  t.deepEqual(json.dropped, [
    { index: 1, code: "0x200c0", bits: "0x20000" },
    { index: 2, code: "0xff000000000000c0", bits: "0xff00000000000000" },
    ...(json.vendorRules === "intel" ? [wide] : []),
  ]);
  t.is(ended.code, 0);
  const warning = `^kvm-pmu-filter: warning: ${json.dropped.length} of 4 .*\`dropped\`\\.\n$`;
  t.regex(ended.stderr, new RegExp(warning));
});

testWithKvm("check lists masked entries that match nothing", async (t) => {
  const events = [0xff000000000000c0n, 0x01000000000002c4n];
  const input = structBytes({ flags: 1, events });
  const ended = await runHelper(["check"], { input });
  if (!knowsFlags(await probedHost(), 1)) return refused(t, ended, "EINVAL", /6\.3/);
  const dead = [{ index: 1, code: "0x1000000000002c4", bits: "0x200" }];
  const json = jsonOf<Check>(ended);
  t.deepEqual([json.dropped, json.dead], [[], dead]);
  t.is(ended.code, 0);
  t.regex(ended.stderr, /^kvm-pmu-filter: warning: 1 of 2 .*`dead`\.\n$/);
});

const wrongInputs: readonly (readonly [string, readonly string[], Uint8Array | string, string])[] =
  [
    ["nothing", [], "", "INPUT_EMPTY"],
    ["white space", [], " \n", "KVM_STRUCT_TRUNCATED"],
    ["an odd digit", [], "000", "KVM_HEX_INVALID"],
    ["a blank within a byte", [], "0 0", "KVM_HEX_INVALID"],
    ["0x", [], "0x00", "KVM_HEX_INVALID"],
    ["a filter's YAML", [], "action: allow\nevents: []\n", "KVM_HEX_INVALID"],
    ["a filter's JSON", [], '{"qom-type":"kvm-pmu-filter"}', "KVM_HEX_INVALID"],
    ["bytes as text", ["--input=hex"], branches, "KVM_HEX_INVALID"],
    ["half a header", [], branches.subarray(0, 31), "KVM_STRUCT_TRUNCATED"],
    ["half an event", [], branches.subarray(0, 39), "KVM_STRUCT_TRUNCATED"],
    ["4 milliards of events", [], structBytes({ nevents: 0xffffffff }), "KVM_STRUCT_TRUNCATED"],
    ["a byte too many", [], Buffer.concat([branches, new Uint8Array(1)]), "KVM_STRUCT_SURPLUS"],
    ["text for bytes", ["--input=binary"], "00".repeat(32), "KVM_STRUCT_TRUNCATED"],
    ["too many bytes", [], new Uint8Array(65537), "INPUT_TOO_LONG"],
    ["far too many bytes", [], new Uint8Array(300_000), "INPUT_TOO_LONG"],
    ["too much text", [], " ".repeat(262_145), "INPUT_TOO_LONG"],
    ["half a prefix", ["--stream"], new Uint8Array(3), "INPUT_FRAME_TRUNCATED"],
    ["half a struct", ["--stream"], sizePrefix(1), "INPUT_FRAME_TRUNCATED"],
    ["a long struct", ["--stream"], sizePrefix(65_537), "INPUT_TOO_LONG"],
  ];

for (const [what, args, input, code] of wrongInputs) {
  testWithKvm(`check refuses ${what}: ${code} ${args.join(" ")}`, async (t) => {
    const ended = await runHelper(["check", ...args], { input });
    t.is(ended.code, 3);
    t.like(jsonOf(ended), { command: "check", ok: false, error: { code, errno: null } });
    t.true(ended.stderr.endsWith(` [${code}]\n`));
    t.is(/encode --to kvm-struct/.test(ended.stderr), code === "KVM_HEX_INVALID");
  });
}

testWithKvm("a stream is judged struct by struct, up to where it breaks off", async (t) => {
  const structs = [branches, structBytes({ action: 7 }), branches.subarray(0, 33)];
  const long = Buffer.concat([branches, new Uint8Array(9)]);
  const input = streamOf([...structs, long, new Uint8Array(0)]);
  const ended = await runHelper(["check", "--stream"], { input });
  t.like(ended, { code: 0, stderr: "" });
  const answers = jsonLinesOf<Check & { index: number }>(ended);
  t.deepEqual(
    answers.map(({ index, verdict, errno }) => [index, verdict, errno]),
    [
      [0, "accepted", null],
      [1, "refused", "EINVAL"],
      [2, "refused", "EFAULT"],
      [3, "accepted", null],
      [4, "refused", "EFAULT"],
    ],
  );
  const broken = await runHelper(["check", "--stream"], { input: input.subarray(0, -1) });
  const lines = jsonLinesOf<object>(broken);
  t.is(broken.code, 3);
  t.deepEqual(lines.slice(0, -1), answers.slice(0, -1));
  t.like(lines.at(-1) ?? {}, { ok: false, error: { code: "INPUT_FRAME_TRUNCATED" } });
});
