import test from "ava";
import { PmuFilterError } from "../../../provider/errors/pmu-filter-error.ts";
import type { HostAnswer } from "../../../provider/target/host-operation.ts";
import { isPendingRestart } from "../../../provider/target/vm/pending-restart.ts";
import { refused, statusOf } from "./answers.ts";
import { drive } from "./drive.ts";

const place = { vm: { name: "web1" }, host: "kvm1" };

/** Arguments that allow events by select, with umask 0. */
function argumentsOf(id: string, ...selects: readonly number[]): readonly [string, string] {
  const format = "x86-select-umask";
  const events = selects.map((select) => ({ format, select, umask: 0 }));
  const object = { "qom-type": "kvm-pmu-filter", id, action: "allow", events };
  return [JSON.stringify(object), `kvm,pmu-filter=${id}`];
}

const [object, accel] = argumentsOf("f0", 0xc4, 0xc5);
const wanted = ["-object", object, "-accel", accel];

function startedWith(objects: readonly string[], accels: readonly string[]): HostAnswer {
  return statusOf({ qemuArguments: { objects, accels } });
}

const [reordered, linked] = argumentsOf("other", 0xc5, 0xc4);
const [narrower] = argumentsOf("f0", 0xc4);

const vms: readonly [string, HostAnswer, boolean][] = [
  ["that does not run", refused("PROCESS_MISSING"), false],
  ["with the same arguments", startedWith([object], [accel]), false],
  ["with the same filter otherwise said", startedWith([reordered], [linked]), false],
  [
    "with another property of the accelerator",
    startedWith([object], [`${accel},thread=single`]),
    false,
  ],
  ["with an object besides", startedWith([argumentsOf("x", 1)[0], object], [accel]), false],
  ["with another filter", startedWith([narrower], [accel]), true],
  ["with an object that no accelerator names", startedWith([object], ["kvm"]), true],
  ["with an accelerator of its own before", startedWith([object], ["kvm", accel]), true],
  ["without a filter", startedWith([], []), true],
];

for (const [what, answer, pending] of vms) {
  test(`a VM ${what} is ${pending ? "" : "not "}pending a restart`, (t) => {
    t.is(drive(isPendingRestart(place, [answer], wanted)).result, pending);
  });
}

test("records that cannot be read do not matter to it", (t) => {
  const qemuArguments = { objects: [object], accels: [accel] };
  const pending = isPendingRestart(place, [statusOf({ qemuArguments }, "EACCES")], wanted);
  t.false(drive(pending).result);
});

test("a file with something else than a filter is compared with nothing", (t) => {
  const pending = isPendingRestart(place, [startedWith([], [])], ["-object", "rng-random,id=r"]);
  t.false(drive(pending).result);
});

const untold: readonly [string, HostAnswer][] = [
  ["whose command line cannot be read", statusOf({ qemuArguments: null })],
  ["that may not be looked into", refused("PROCESS_DENIED", "EACCES", 4)],
];

for (const [what, answer] of untold) {
  test(`of a VM ${what}, it cannot be told`, (t) => {
    const pending = () => drive(isPendingRestart(place, [answer], wanted));
    t.is(t.throws(pending, { instanceOf: PmuFilterError }).code, "VM_DENIED");
  });
}
