import { testWithVm } from "../helper-test.ts";
import { built } from "../run-helper.ts";
import {
  applyTo,
  errorCode,
  faultPoints,
  holdAt,
  inTurn,
  startVictim,
  unharmed,
  until,
} from "./victims.ts";

/* Where the helper ends before it has written a thread's registers, and before they are others. */
const stopped = ["INTERRUPTED", "STOPPED"];
const early = [...stopped, "SAVED", "FRAME_WRITTEN"];

/** What the helper is killed at, and at which steps the interrupted call then answers EINTR (4). */
const kinds: Readonly<Record<string, (point: string) => boolean>> = {
  compute: () => false,
  "stack many-threads": () => false,
  "stack first-thread-ended": () => false,
  "wait ppoll": () => false,
  "wait read": () => false,
  "wait futex": () => false,
  "wait pause": () => false,
  "wait poll": () => false,
  "wait futex-until": () => false,
  // The stop itself ends it; what the helper writes first of all has it begin anew.
  "wait epoll_wait": (point) => stopped.includes(point),
  // Its rest is known to the kernel alone, and forgotten at any return from a signal.
  "wait nanosleep": (point) => point !== "SEIZED" && !isOutside(point) && !early.includes(point),
};

const isOutside = (point: string): boolean => /RECORD|DETACHED|REGISTERS_BACK/.test(point);

for (const [kind, endsEarly] of Object.entries(kinds)) {
  testWithVm(
    `a helper that is killed at any step does no harm to a process in: ${kind}`,
    inTurn(async (t) => {
      const file = await built("faulty");
      for (const point of await faultPoints()) {
        const victim = await startVictim(t, kind);
        const env = { KVM_PMU_FILTER_FAULT: `kill:${point}` };
        t.is((await applyTo(victim, [], { file, env })).code, "SIGKILL", point);
        if (endsEarly(point)) {
          t.deepEqual(await victim.end(), [1, "harmed: the call's answer (errno 4)"], point);
          continue;
        }
        await victim.settled();
        t.is((await applyTo(victim, [], { file })).code, 0, point);
        await victim.settled();
        victim.say();
        t.deepEqual(await victim.end(), unharmed, point);
      }
    }),
  );
}

/* While the thread stands still, or runs to its call. */
const steps = [
  "STOPPED",
  "FRAME_WRITTEN",
  "REGISTERS_SET",
  "MASK_SET",
  "AT_ENTRY",
  "AT_EXIT",
  "MASK_BACK",
  "REGISTERS_BACK",
];

for (const call of ["pause", "read-interrupted", "ppoll-interrupted", "epoll_wait-interrupted"]) {
  testWithVm(
    `a signal that comes at any step ends the call as it should: ${call}`,
    inTurn(async (t) => {
      for (const step of steps) {
        const victim = await startVictim(t, `wait ${call}`);
        const helper = await holdAt(t, victim, step);
        process.kill(victim.pid, "SIGUSR1");
        t.is((await helper.goOn()).code, 0, step);
        t.deepEqual(await victim.end(), unharmed, step);
      }
    }),
  );
}

testWithVm(
  "a signal that comes at any step does not end a call that is to go on",
  inTurn(async (t) => {
    for (const step of steps) {
      const victim = await startVictim(t, "wait read-handled");
      const helper = await holdAt(t, victim, step);
      process.kill(victim.pid, "SIGUSR1");
      t.is((await helper.goOn()).code, 0, step);
      await victim.settled();
      t.is(victim.look().state, "S");
      victim.say();
      t.deepEqual(await victim.end(), unharmed, step);
    }
  }),
);

testWithVm(
  "a signal that would end the helper waits until the thread has been let go",
  inTurn(async (t) => {
    const cases = {
      REGISTERS_SET: "SIGHUP",
      AT_ENTRY: "SIGINT",
      AT_EXIT: "SIGTERM",
      MASK_BACK: "SIGALRM",
    } as const;
    for (const [step, signal] of Object.entries(cases)) {
      const victim = await startVictim(t, "wait nanosleep");
      const helper = await holdAt(t, victim, step);
      helper.signal(signal);
      t.is((await helper.goOn()).code, signal, step);
      t.deepEqual(await victim.end(), unharmed, step);
    }
  }),
);

testWithVm(
  "another tracer that has gone in the meantime does not count",
  inTurn(async (t) => {
    const victim = await startVictim(t, "wait ppoll");
    const first = await holdAt(t, victim, "SAVED");
    const other = { ...victim, records: `${victim.records}-other` };
    const second = await holdAt(t, other, "SEIZE_FAILED");
    t.is((await first.goOn()).code, 0);
    const ended = await second.goOn();
    t.is(ended.code, 0, ended.stderr);
    victim.say();
    t.deepEqual(await victim.end(), unharmed);
  }),
);

for (const kind of ["compute", "wait ppoll", "wait poll", "wait epoll_wait"]) {
  testWithVm(
    `a process that is stopped at any step stays stopped: ${kind}`,
    inTurn(async (t) => {
      for (const step of steps) {
        const victim = await startVictim(t, kind);
        const helper = await holdAt(t, victim, step);
        process.kill(victim.pid, "SIGSTOP");
        const ended = await helper.goOn();
        t.is(ended.code, 0, `${step} ${ended.stderr}`);
        await until(() => victim.look().state === "T");
        process.kill(victim.pid, "SIGCONT");
        await victim.settled();
        victim.say();
        t.deepEqual(await victim.end(), unharmed, step);
      }
    }),
  );
}

testWithVm(
  "a process that is killed at any step: PROCESS_MISSING, or what was done",
  inTurn(async (t) => {
    for (const step of steps) {
      const victim = await startVictim(t, "wait ppoll");
      const helper = await holdAt(t, victim, step);
      process.kill(victim.pid, "SIGKILL");
      const ended = await helper.goOn();
      // Once all is as it was, the call's answer is what counts.
      const done = step === "REGISTERS_BACK" ? [0, ""] : [6, "PROCESS_MISSING"];
      t.deepEqual([ended.code, errorCode(ended)], done, step);
    }
  }),
);

testWithVm(
  "apply leaves alone a process that another one traces: PROCESS_TRACED",
  inTurn(async (t) => {
    const victim = await startVictim(t, "wait ppoll");
    const helper = await holdAt(t, victim, "SAVED");
    const other = { ...victim, records: `${victim.records}-other` };
    const ended = await applyTo(other);
    t.deepEqual([ended.code, errorCode(ended)], [6, "PROCESS_TRACED"], ended.stderr);
    t.is((await helper.goOn()).code, 0);
    victim.say();
    t.deepEqual(await victim.end(), unharmed);
  }),
);
