import { readFileSync } from "node:fs";
import test from "ava";
import type { ErrorCode } from "../../../provider/errors/error-code.ts";
import { PmuFilterError } from "../../../provider/errors/pmu-filter-error.ts";
import type { HostAnswer } from "../../../provider/target/host-operation.ts";
import { applyFilter } from "../../../provider/target/vm/apply-filter.ts";
import {
  branches,
  changed,
  cleared,
  other,
  own,
  previous,
  ran,
  refused,
  setBy,
  statusOf,
} from "./answers.ts";
import { drive } from "./drive.ts";

const place = { vm: { name: "web1" }, host: "kvm1" };
const { fingerprint } = branches;
const written = statusOf(setBy("apply", own, branches.sha256));

function applying(...answers: readonly HostAnswer[]) {
  return drive(applyFilter(place, branches.struct, own), answers);
}

test("a filter is set and looked at in one exchange", (t) => {
  const { asked, result } = applying(changed(), written);
  t.deepEqual(asked, [
    [
      {
        op: "run",
        program: "helper",
        args: ["apply", "--name", "web1", "--owner", own, "--unless-set"],
        input: `${branches.struct}\n`,
        readOnly: false,
      },
      { op: "run", program: "helper", args: ["status", "--name", "web1"], readOnly: true },
    ],
  ]);
  t.like(result, {
    before: { found: "nothing" },
    after: { found: "written", recordOf: own, fingerprint },
  });
  t.is(result.warnings, undefined);
});

test("a domain's UUID is asked before each run of kvm-pmu-filter", (t) => {
  const held: HostAnswer = { kind: "condition", held: true };
  const found = ran("0ba31d56-0a2c-4d5f-9a55-3f1d0c2d7a10\n\n");
  const apply = applyFilter({ ...place, vm: { domain: "web1" } }, branches.struct, own);
  const { result } = drive(apply, [found, held, changed(), found, held, written]);
  t.like(result.after, { found: "written", recordOf: own });
});

test("what apply was ended over before is shown as it was", (t) => {
  const known = previous({ state: "unknown", evidence: "apply", owner: own });
  const { result } = applying(changed({ previous: known }), written);
  t.like(result.before, { found: "edited", recordOf: own });
  t.is(result.warnings, undefined);
});

const takeovers: readonly [string, object, RegExp | undefined][] = [
  ["nothing", previous(), undefined],
  [
    "the resource's own filter",
    previous({ state: "set", evidence: "apply", owner: own, fingerprint: cleared.sha256 }),
    undefined,
  ],
  [
    "another resource's filter",
    previous({ state: "set", evidence: "apply", owner: other, fingerprint: branches.sha256 }),
    new RegExp(other),
  ],
  [
    "what somebody applied",
    previous({ state: "set", evidence: "apply", fingerprint: "ff".repeat(32) }),
    /web1 on kvm1/,
  ],
  [
    "the filter of its start",
    previous({ state: "set", evidence: "exec", fingerprint: "ff".repeat(32) }),
    /start/,
  ],
  [
    "the same filter since its start",
    previous({ state: "set", evidence: "exec", fingerprint: branches.sha256 }),
    undefined,
  ],
  [
    "a cleared filter",
    previous({ state: "set", evidence: "apply", fingerprint: cleared.sha256 }),
    undefined,
  ],
  ["a filter that nobody knows", previous({ state: "unknown" }), /record/],
];

for (const [what, before, told] of takeovers) {
  test(`over ${what}, ${told === undefined ? "nothing is told" : "a warning tells it"}`, (t) => {
    const { result } = applying(changed({ previous: before }), written);
    t.is(result.warnings?.length, told === undefined ? undefined : 1);
    if (told !== undefined) t.regex(result.warnings?.[0] ?? "", told);
  });
}

test("events that the kernel ignores are told", (t) => {
  const dropped = [{ index: 0, code: "0x1000000c2", bits: "0x100000000" }];
  const { result } = applying(changed({ dropped }), written);
  t.regex(result.warnings?.[0] ?? "", /0x1000000c2.*Intel/);
});

test("a VM that ended right after is shown as it is", (t) => {
  const { result } = applying(changed(), refused("PROCESS_MISSING"));
  t.is(result.after?.found, "nothing");
});

/** By kvm-pmu-filter's codes; those not listed are HELPER_FAILED. */
const codes: Readonly<Record<string, ErrorCode>> = {
  PROCESS_MISSING: "VM_NOT_RUNNING",
  PROCESS_CHANGED: "VM_NOT_RUNNING",
  VM_MISSING: "VM_NOT_RUNNING",
  PROCESS_AMBIGUOUS: "VM_AMBIGUOUS",
  VM_AMBIGUOUS: "VM_AMBIGUOUS",
  PROCESS_DENIED: "VM_DENIED",
  SECCOMP_UNREADABLE: "VM_UNFIT",
  KVM_MISSING: "KVM_UNAVAILABLE",
  KVM_DENIED: "KVM_UNAVAILABLE",
  KVM_UNUSABLE: "KVM_UNAVAILABLE",
  FILTER_UNSUPPORTED: "KVM_UNAVAILABLE",
  PROCESS_TRACED: "VM_UNFIT",
  PROCESS_FOREIGN: "VM_UNFIT",
  VM_INHERITED: "VM_UNFIT",
  VM_RUNNING: "VM_UNFIT",
  SECCOMP_DENIED: "VM_UNFIT",
  THREAD_UNFIT: "VM_UNFIT",
  THREAD_STUCK: "VM_UNFIT",
  OUTCOME_UNKNOWN: "FILTER_UNCERTAIN",
};

const readme = readFileSync(new URL("../../../helper/README.md", import.meta.url), "utf8");
const table = readme.slice(readme.indexOf("\n## Error codes"), readme.indexOf("\n## Rights"));
const helperCodes = [...table.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, code = ""]) => code);

for (const helperCode of helperCodes.filter((code) => code !== "FILTER_REFUSED")) {
  const code = codes[helperCode] ?? "HELPER_FAILED";
  test(`${helperCode} of kvm-pmu-filter is ${code}`, (t) => {
    const apply = () => applying(refused(helperCode), refused("PROCESS_MISSING"));
    const error = t.throws(apply, { instanceOf: PmuFilterError });
    t.is(error.code, code);
    t.regex(error.message, new RegExp(`web1 on kvm1 .*${helperCode}`));
    t.not(error.hint, undefined);
    t.is(error.mayBeDone, ["OUTCOME_UNKNOWN", "RECORD_FAILED"].includes(helperCode));
  });
}

test("every code that is told in another way is one of kvm-pmu-filter's", (t) => {
  t.deepEqual(
    Object.keys(codes).filter((code) => !helperCodes.includes(code)),
    [],
  );
});

test("records that may not be written are a matter of rights", (t) => {
  const apply = () => applying(refused("RECORD_FAILED", "EACCES", 5), refused("PROCESS_MISSING"));
  t.is(t.throws(apply, { instanceOf: PmuFilterError }).code, "VM_DENIED");
});

const refusals: readonly [string, string, object, RegExp][] = [
  [
    "a masked entry's stray bits",
    "0000000001000000000000000100000000000000000000000000000000000000c400ff0000000000",
    { errno: "EINVAL", vendorRules: "intel" },
    /EINVAL: .*0xff00c4/,
  ],
  ["what this provider finds good", branches.struct, { errno: "E2BIG" }, /E2BIG$/],
];

for (const [what, struct, judgement, told] of refusals) {
  test(`the kernel's refusal of ${what} is told with its answer`, (t) => {
    const error = { code: "FILTER_REFUSED", errno: "EINVAL", message: "It refuses.", hint: "See." };
    const report = { ...judgement, verdict: "refused", previous: null, changed: false, error };
    const apply = () =>
      drive(applyFilter(place, struct, own), [changed(report, 1), refused("PROCESS_MISSING")]);
    const thrown = t.throws(apply, { instanceOf: PmuFilterError });
    t.is(thrown.code, "FILTER_REFUSED");
    t.regex(thrown.message, told);
    t.is(thrown.hint, "See.");
  });
}

test("without an answer, and without a look behind it, the filter may be set", (t) => {
  for (const answers of [
    [ran(""), refused("PROCESS_MISSING")],
    [changed(), ran("")],
  ]) {
    t.like(
      t.throws(() => applying(...answers)),
      { code: "HELPER_FAILED", mayBeDone: true },
    );
  }
});
