import { testWithVm } from "../helper-test.ts";
import { built, runHelper } from "../run-helper.ts";
import { structBytes } from "../struct-bytes.ts";
import {
  applyTo,
  errorCode,
  holdAt,
  startVictim,
  unharmed,
  until,
  type Victim,
} from "./victims.ts";

/** Filters, and whether the call may be made under them; "" if it may. */
const sandboxes: Readonly<Record<string, string>> = {
  "others-denied": "",
  "ioctl-logged": "",
  "listed-with": "",
  "others-denied listed-with ioctl-logged": "",
  "ioctl-killed": "SECCOMP_DENIED",
  "ioctl-fails": "SECCOMP_DENIED",
  "ioctl-traps": "SECCOMP_DENIED",
  "listed-without": "SECCOMP_DENIED",
  "sigreturn-killed": "SECCOMP_DENIED",
  "others-denied ioctl-killed": "SECCOMP_DENIED",
  "listed-without others-denied": "SECCOMP_DENIED",
  strict: "SECCOMP_DENIED",
  // What stands before it in /proc/PID/status is longer than a page.
  "--groups ioctl-killed": "SECCOMP_DENIED",
  "--groups listed-with": "",
  // It is stopped for this to be found out, and its call goes on.
  "--epoll_wait ioctl-killed": "SECCOMP_DENIED",
};

for (const [filters, code] of Object.entries(sandboxes)) {
  testWithVm(`under the seccomp filters ${filters}: ${code || "set"}`, async (t) => {
    const victim = await startVictim(t, `sandbox ${filters}`);
    await enter(victim, filters);
    const ended = await applyTo(victim);
    t.deepEqual([ended.code, errorCode(ended)], [code === "" ? 0 : 6, code], ended.stderr);
    await victim.settled();
    victim.say();
    t.deepEqual(await victim.end(), unharmed);
  });
}

testWithVm("a seccomp filter that may not be read: SECCOMP_UNREADABLE", async (t) => {
  const victim = await startVictim(t, "sandbox others-denied");
  await enter(victim, "others-denied");
  const args = ["apply", "--pid", String(victim.pid), "--records", victim.records];
  const without = ["--bounding-set", "-sys_admin", await built("all"), ...args];
  const input = structBytes({ action: 1 });
  const ended = await runHelper(without, { file: "setpriv", input, env: process.env });
  t.deepEqual([ended.code, errorCode(ended)], [4, "SECCOMP_UNREADABLE"], ended.stderr);
  victim.say();
  t.deepEqual(await victim.end(), unharmed);
});

testWithVm("a thread that may make no call at all is not stopped: strict", async (t) => {
  const victim = await startVictim(t, "sandbox strict");
  await enter(victim, "strict");
  const env = { KVM_PMU_FILTER_FAULT: "kill:SEIZED" };
  const ended = await applyTo(victim, [], { file: await built("faulty"), env });
  t.deepEqual([ended.code, errorCode(ended)], [6, "SECCOMP_DENIED"], ended.stderr);
  victim.say();
  t.deepEqual(await victim.end(), unharmed);
});

testWithVm("a filter that another thread puts on in the middle: OUTCOME_UNKNOWN", async (t) => {
  const filters = "--by-another ioctl-killed";
  const victim = await startVictim(t, `sandbox ${filters}`);
  const helper = await holdAt(t, victim, "MASK_SET");
  victim.say();
  await until(() => victim.filters() === 1);
  const ended = await helper.goOn();
  t.deepEqual([ended.code, errorCode(ended)], [7, "OUTCOME_UNKNOWN"], ended.stderr);
});

/* The first byte has it put its filters on. */
async function enter(victim: Victim, filters: string): Promise<void> {
  victim.say();
  const count = filters.split(" ").filter((name) => !name.startsWith("--")).length;
  await until(() => victim.filters() === count && victim.look().state === "S");
}
