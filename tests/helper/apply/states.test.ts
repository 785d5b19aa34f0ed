import { spawn } from "node:child_process";
import { once } from "node:events";
import { testWithVm } from "../helper-test.ts";
import { built, jsonOf } from "../run-helper.ts";
import type { Apply } from "./running-vm.ts";
import { applyTo, errorCode, inTurn, startVictim, unharmed, until } from "./victims.ts";

/** Where a thread can be when it is stopped, and goes on as if it had not been. */
const states = [
  "compute",
  "stack main",
  "stack many-threads",
  "stack first-thread-ended",
  ...[
    "ppoll",
    "ppoll-limit",
    "poll",
    "poll-limit",
    "pselect6",
    "select-limit",
    "read",
    "recvfrom",
    "nanosleep",
    "clock_nanosleep",
    "clock_nanosleep-until",
    "futex",
    "futex-limit",
    "futex-until",
    "epoll_wait",
    "rt_sigtimedwait",
    "pause",
    "rt_sigsuspend",
    "accept",
    "semop",
    "msgrcv",
  ].map((call) => `wait ${call}`),
];

for (const state of states) {
  testWithVm(
    `apply does no harm to a process in: ${state}`,
    inTurn(async (t) => {
      const victim = await startVictim(t, state);
      const { signals } = victim.look();
      const ended = await applyTo(victim);
      t.is(ended.code, 0, ended.stderr);
      const { thread, stoppedMicroseconds } = jsonOf<Apply>(ended);
      t.true((thread ?? 0) > 0 && (stoppedMicroseconds ?? -1) >= 0);
      t.is(victim.look().signals, signals);
      victim.say();
      t.deepEqual(await victim.end(), unharmed);
    }),
  );

  testWithVm(
    `a stopped process stays stopped: ${state}`,
    inTurn(async (t) => {
      const victim = await startVictim(t, state);
      const letter = () => victim.look().state;
      const stopped = state.endsWith("first-thread-ended") ? "Z" : "T";
      process.kill(victim.pid, "SIGSTOP");
      await until(() => letter() === stopped);
      t.is((await applyTo(victim)).code, 0);
      await until(() => letter() === stopped);
      process.kill(victim.pid, "SIGCONT");
      await victim.settled();
      victim.say();
      t.deepEqual(await victim.end(), unharmed);
    }),
  );
}

/** Where no thread may be touched. */
const refused: Readonly<Record<string, string>> = {
  "stack guarded": "THREAD_UNFIT",
  "stack heap": "THREAD_UNFIT",
  "stack alternate": "THREAD_UNFIT",
  "stack inside-stack": "THREAD_UNFIT",
  "wait epoll_wait-limit": "THREAD_UNFIT",
  "vms two": "VM_AMBIGUOUS",
  "vms inherited": "VM_INHERITED",
};

for (const [state, code] of Object.entries(refused)) {
  testWithVm(
    `apply leaves alone a process in: ${state}: ${code}`,
    inTurn(async (t) => {
      const victim = await startVictim(t, state);
      const ended = await applyTo(victim);
      t.deepEqual([ended.code, errorCode(ended)], [6, code], ended.stderr);
      victim.say();
      t.deepEqual(await victim.end(), unharmed);
    }),
  );
}

for (const state of ["stack guarded", "stack heap", "stack alternate"]) {
  testWithVm(
    `a thread that is seen to be unfit is not stopped: ${state}`,
    inTurn(async (t) => {
      const victim = await startVictim(t, state);
      const env = { KVM_PMU_FILTER_FAULT: "kill:SEIZED" };
      const ended = await applyTo(victim, [], { file: await built("faulty"), env });
      t.deepEqual([ended.code, errorCode(ended)], [6, "THREAD_UNFIT"], ended.stderr);
      victim.say();
      t.deepEqual(await victim.end(), unharmed);
    }),
  );
}

testWithVm(
  "the one thread that can be stopped is found among many",
  inTurn(async (t) => {
    const victim = await startVictim(t, "stack only-last-fit");
    const ended = await applyTo(victim);
    t.is(ended.code, 0, ended.stderr);
    victim.say();
    t.deepEqual(await victim.end(), unharmed);
  }),
);

testWithVm(
  "a thread that waits for a socket with a time limit of its own is not chosen",
  inTurn(async (t) => {
    for (const call of ["read", "recvfrom"]) {
      const victim = await startVictim(t, `wait ${call}-socket-limit`);
      const { signals } = victim.look();
      t.is((await applyTo(victim)).code, 0, call);
      t.is(victim.look().signals, signals);
      victim.say();
      t.deepEqual(await victim.end(), unharmed, call);
    }
  }),
);

testWithVm(
  "apply takes the VM that is chosen, of two",
  inTurn(async (t) => {
    const victim = await startVictim(t, "vms two");
    for (const fd of [4, 5]) t.is((await applyTo(victim, ["--vm-fd", String(fd)])).code, 0);
    t.is(errorCode(await applyTo(victim, ["--vm-fd", "0"])), "VM_MISSING");
    victim.say();
    t.deepEqual(await victim.end(), unharmed);
  }),
);

testWithVm(
  "a restartable sequence is never gone on with from its middle",
  inTurn(async (t) => {
    const victim = await startVictim(t, "sequence");
    for (let count = 0; count < 5; count++) {
      const ended = await applyTo(victim);
      // It is fit just when the kernel has moved it to the sequence's beginning.
      t.true(ended.code === 0 || errorCode(ended) === "THREAD_UNFIT", ended.stderr);
    }
    victim.say();
    t.deepEqual(await victim.end(), unharmed);
  }),
);

testWithVm(
  "many helpers at once, without knowing of each other, do no harm",
  inTurn(async (t) => {
    for (const state of ["compute", "wait ppoll", "wait poll"]) {
      const victim = await startVictim(t, state);
      const runs = Array.from({ length: 12 }, (_, index) =>
        applyTo({ ...victim, records: `${victim.records}-${index}` }),
      );
      for (const ended of await Promise.all(runs)) {
        t.true(ended.code === 0 || errorCode(ended) === "PROCESS_TRACED", ended.stderr);
      }
      await victim.settled();
      victim.say();
      t.deepEqual(await victim.end(), unharmed);
    }
  }),
);

testWithVm(
  "apply without the right to trace: PROCESS_DENIED",
  inTurn(async (t) => {
    const victim = await startVictim(t, "wait ppoll");
    const program = [await built("all"), "apply", "--pid", String(victim.pid)];
    const without = ["--bounding-set", "-sys_ptrace,-sys_admin", ...program];
    const child = spawn("setpriv", [...without, "--records", victim.records], { env: process.env });
    child.stdin.end("00".repeat(32));
    let stderr = "";
    child.stderr.on("data", (chunk) => (stderr += chunk));
    t.deepEqual(await once(child, "close"), [4, null], stderr);
    t.regex(stderr, /\[PROCESS_DENIED, /);
    victim.say();
    t.deepEqual(await victim.end(), unharmed);
  }),
);
