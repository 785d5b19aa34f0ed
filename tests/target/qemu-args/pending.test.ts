import test from "ava";
import { PmuFilterError } from "../../../provider/errors/pmu-filter-error.ts";
import type { HostAnswer } from "../../../provider/target/host-operation.ts";
import { qemuArgsTarget } from "../../../provider/target/qemu-args/qemu-args-target.ts";
import { own, refused, statusOf } from "../vm/answers.ts";
import { drive } from "../vm/drive.ts";

const path = "/etc/pmufilter/web.args";
const qemuArgs = { path, vm: { name: "web1" } };
const target = { qemuArgs };
const place = { key: `qemuArgs:kvm1:${path}`, host: "kvm1", connection: undefined, target };

const object =
  '{"qom-type":"kvm-pmu-filter","id":"f0","action":"allow","events":[{"format":"x86-select-umask","select":196,"umask":0}]}';
const accel = "kvm,pmu-filter=f0";
const filter = { qemuArguments: ["-object", object, "-accel", accel] };
const fingerprint = qemuArgsTarget.fingerprint(target, filter);
const wanted = { ...place, filter, fingerprint };

function file(text: string): HostAnswer {
  return { kind: "file", file: { text, mode: "0644", owner: ["0"], group: ["0"] } };
}

const args = file(filter.qemuArguments.map((argument) => `${argument}\n`).join(""));
const record = file(`${JSON.stringify({ pmufilter: 1, resource: own, fingerprint })}\n`);
const absent: HostAnswer = { kind: "absent" };
const done: HostAnswer = { kind: "done" };
const held: HostAnswer = { kind: "condition", held: true };
const skipped: HostAnswer = { kind: "skipped" };

const without = statusOf();
const withIt = statusOf({ qemuArguments: { objects: [object], accels: [accel] } });

/** The files, what the VM answers if it is asked, and what is pending. */
const looks: readonly [
  string,
  readonly HostAnswer[],
  readonly HostAnswer[],
  "restart" | undefined,
][] = [
  ["a VM that was started with something else", [args, record], [without], "restart"],
  ["a VM that was started with the file", [args, record], [withIt], undefined],
  ["a VM that does not run", [args, record], [refused("PROCESS_MISSING")], undefined],
  ["no file", [absent, absent], [], undefined],
  ["a file with something else", [file("-m\n16\n"), record], [without], undefined],
];

for (const [what, files, vm, pending] of looks) {
  test(`${what}: pending is ${pending ?? "nothing"}`, (t) => {
    const exchanges = vm.length === 0 ? [files] : [files, vm];
    t.is(drive(qemuArgsTarget.look(place), ...exchanges).result.pending, pending);
  });
}

/* Looking, own or not, two files staged and put in place, looking again. */
const writing = [absent, absent, held, done, done, done, args, record];

test("a file that was written while the VM runs is pending", (t) => {
  const { asked, result } = drive(qemuArgsTarget.put(wanted, own), writing, [without]);
  t.like(result.after, { found: "written", pending: "restart" });
  t.false(asked[0]?.some(({ op }) => op === "run"));
});

test("a file stays written, and known, where it cannot be told what the VM runs with", (t) => {
  const denied = refused("PROCESS_DENIED", "EACCES", 4);
  const { result } = drive(qemuArgsTarget.put(wanted, own), writing, [denied]);
  t.is(result.after?.found, "written");
  t.regex(result.warnings?.[0] ?? "", /VM_DENIED/);
  const seen = drive(qemuArgsTarget.look(place), [args, record], [denied]).result;
  t.like(seen, { found: "written", pending: undefined });
  t.regex(seen.evidence, /VM_DENIED/);
});

test("neither does a host where kvm-pmu-filter cannot go keep the file from being written", (t) => {
  const missing = new PmuFilterError("HELPER_MISSING", "there is no place for it");
  const procedure = qemuArgsTarget.put(wanted, own);
  procedure.next();
  procedure.next(writing);
  const { value } = procedure.throw(missing);
  t.like(value, { after: { found: "written" } });
  t.regex((value as { warnings: readonly string[] }).warnings[0] ?? "", /HELPER_MISSING/);
});

test("a file that is not the resource's is left, whatever the VM runs with", (t) => {
  const unmet: HostAnswer = { kind: "condition", held: false };
  const rest = Array.from({ length: 6 }, () => skipped);
  const { result } = drive(qemuArgsTarget.put(wanted, own), [args, absent, unmet, ...rest]);
  t.is(result.after, undefined);
});
