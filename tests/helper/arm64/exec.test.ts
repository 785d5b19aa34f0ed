import { jsonOf } from "../run-helper.ts";
import { type AnyCall, callBytes } from "./calls.ts";
import { hostFile, onHost, testOnArm64 } from "./host-test.ts";

const allow = (baseEvent: number, nevents = 1): AnyCall => ({ baseEvent, nevents, action: 0 });
const deny = (baseEvent: number, nevents = 1): AnyCall => ({ baseEvent, nevents, action: 1 });

let filters = 0;

/** `exec` of the VMM with a filter of these calls. */
function exec(
  calls: readonly AnyCall[],
  vmm: readonly string[] = [],
  options: readonly string[] = [],
) {
  const file = hostFile(`/filters/${filters++}`, callBytes(calls));
  const program = [onHost.vmm, ...vmm];
  return { argv: [onHost.helper, "exec", "--filter", file, ...options, "--", ...program] };
}

/** What a vCPU's guest read. */
interface Reading {
  readonly count: number;
  readonly cycles: number;
  readonly pmceid0: number;
}

const line = /^vm=\d+ vcpu=\d+ count=(\d+) cycles=(\d+) pmceid0=(0x[0-9a-f]+)$/gm;

function readings(stdout: string): readonly Reading[] {
  return [...stdout.matchAll(line)].map(([, count, cycles, pmceid0]) => ({
    count: Number(count),
    cycles: Number(cycles),
    pmceid0: Number(pmceid0),
  }));
}

/** The bit that tells the guest of the event CPU_CYCLES. */
const cyclesBit = 1 << 0x11;

function counts({ count, cycles, pmceid0 }: Reading): boolean {
  // 196,608 rounds of a loop take about as many cycles; a busy machine makes it more.
  return count > 20_000 && cycles > 20_000 && (pmceid0 & cyclesBit) !== 0;
}

/** The cycle counter follows the event, and so does what the guest is told. */
function countsNothing({ count, cycles, pmceid0 }: Reading): boolean {
  return count === 0 && cycles === 0 && (pmceid0 & cyclesBit) === 0;
}

testOnArm64("a guest counts cycles without a filter", [{ argv: [onHost.vmm] }], (t, ended) => {
  t.like(ended, { code: 0, stderr: "" });
  t.deepEqual(readings(ended.stdout).map(counts), [true], ended.stdout);
});

const effects: readonly (readonly [string, readonly AnyCall[], (reading: Reading) => boolean])[] = [
  ["allow cycles", [allow(0x11)], counts],
  ["deny cycles", [deny(0x11)], countsNothing],
  ["allow another event", [allow(0x08)], countsNothing],
  ["deny another event", [deny(0x08)], counts],
  ["allow nothing", [allow(0, 0)], countsNothing],
  ["deny nothing", [deny(0, 0)], counts],
  ["allow a range, then deny cycles in it", [allow(0x10, 16), deny(0x11)], countsNothing],
  ["deny a range, then allow cycles in it", [deny(0, 0x400), allow(0x11)], counts],
  ["deny everything in two calls", [deny(0, 0x8000), deny(0x8000, 0x8000)], countsNothing],
];

for (const [what, calls, effect] of effects) {
  testOnArm64(
    `exec: ${what}: the guest ${effect === counts ? "counts cycles" : "counts nothing"}`,
    [exec(calls)],
    (t, ended) => {
      t.like(ended, { code: 0, stderr: "" });
      t.deepEqual(readings(ended.stdout).map(effect), [true], ended.stdout);
    },
  );
}

const shapes: readonly (readonly [string, readonly string[], number])[] = [
  ["three vCPUs", ["--vcpus", "3"], 3],
  ["vCPUs that are made after others have run", ["--vcpus", "2", "--late"], 2],
  ["vCPUs made by threads all at once", ["--vcpus", "4", "--together"], 4],
  ["two VMs, one after the other", ["--vcpus", "2", "--vms", "2"], 4],
];

for (const [what, vmm, vcpus] of shapes) {
  const calls = [allow(0x10, 16), deny(0x11)];
  testOnArm64(`exec: ${what} count nothing`, [exec(calls, vmm)], (t, ended) => {
    t.like(ended, { code: 0, stderr: "" });
    const read = readings(ended.stdout);
    t.deepEqual(read.map(countsNothing), Array(vcpus).fill(true), ended.stdout);
  });
}

const refused = [deny(0x11), { ...deny(0x12), action: 2 }];

testOnArm64(
  "exec: the VMM ends where the kernel refuses the filter",
  [exec(refused)],
  (t, ended) => {
    t.like(ended, { code: 1, stdout: "" });
    t.regex(ended.stderr, /^kvm-pmu-filter: .* \[FILTER_REFUSED, EINVAL\]\n$/);
  },
);

testOnArm64(
  "exec: the VMM ends where the VM has run before it could have a filter",
  [{ argv: [onHost.vmm, "--ran"] }, exec([deny(0x11)], ["--ran"])],
  (t, plain, filtered) => {
    t.like(plain, { code: 0, stderr: "" });
    t.like(filtered, { code: 4, stdout: "" });
    t.regex(filtered?.stderr ?? "", /^kvm-pmu-filter: .* \[VM_RUNNING, EBUSY\]\n$/);
  },
);

testOnArm64(
  "a vCPU whose PMU nobody initialised does not run, with exec or without",
  [{ argv: [onHost.vmm, "--raw"] }, exec([deny(0x11)], ["--raw"])],
  (t, ...both) => {
    for (const ended of both) t.like(ended, { code: 1, stdout: "" });
    for (const ended of both) t.regex(ended.stderr, /^KVM_RUN: Invalid argument/);
  },
);

testOnArm64(
  "exec --optional: it runs with a warning, as if no calls had been made",
  [refused, [allow(0x8), ...refused], refused.toReversed()].map((calls) =>
    exec(calls, [], ["--optional"]),
  ),
  (t, ...all) => {
    for (const ended of all) {
      t.is(ended.code, 0);
      t.regex(ended.stderr, /^kvm-pmu-filter: warning: .* \[FILTER_REFUSED, EINVAL\]\n$/);
      t.deepEqual(readings(ended.stdout).map(counts), [true], ended.stdout);
    }
  },
);

testOnArm64(
  "exec refuses a static VMM",
  [
    {
      argv: [
        ...[onHost.helper, "exec", "--filter", hostFile("/filters/static", callBytes([allow(8)]))],
        ...["--", onHost.staticVmm],
      ],
    },
  ],
  (t, ended) => {
    t.is(ended.code, 6);
    t.like(jsonOf(ended), { ok: false, error: { code: "PROGRAM_STATIC" } });
  },
);

testOnArm64(
  "exec --library: an installed library does the same",
  [exec([deny(0x11)], [], ["--library", onHost.library])],
  (t, ended) => {
    t.like(ended, { code: 0, stderr: "" });
    t.deepEqual(readings(ended.stdout).map(countsNothing), [true], ended.stdout);
  },
);

/** The last line of what the VMM and the program that it ran wrote. */
function jsonBehind(stdout: string) {
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
}

testOnArm64(
  "status tells a VM that exec started, and another",
  [
    exec([deny(0x11)], ["--vcpus", "2", "--meanwhile", onHost.helper, "status"]),
    { argv: [onHost.vmm, "--meanwhile", onHost.helper, "status"] },
  ],
  (t, filtered, plain) => {
    const [vm, ...others] = jsonBehind(filtered.stdout).vms;
    t.deepEqual(others, []);
    t.like(vm, { state: "set", form: "arm64", bytes: "1100010001000000" });
    t.deepEqual(vm.filter, { action: "deny", calls: 1 });
    t.like(jsonBehind(plain.stdout).vms[0], { state: "none", filter: null, bytes: null });
  },
);

testOnArm64(
  "apply and clear say that a running VM of arm64 takes no filter",
  ["apply", "clear"].map((subcommand) => ({
    argv: [
      ...[onHost.vmm, "--pidfile", "/run/vmm.pid", "--meanwhile"],
      ...[onHost.helper, subcommand, "--pidfile", "/run/vmm.pid"],
    ],
    stdin: callBytes([deny(0x11)]),
  })),
  (t, ...both) => {
    for (const ended of both) {
      t.like(jsonBehind(ended.stdout), { ok: false, error: { code: "VM_RUNNING" } });
    }
  },
);
