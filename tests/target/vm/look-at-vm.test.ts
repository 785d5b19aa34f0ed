import test from "ava";
import type { ErrorCode } from "../../../provider/errors/error-code.ts";
import { PmuFilterError } from "../../../provider/errors/pmu-filter-error.ts";
import type { HostAnswer } from "../../../provider/target/host-operation.ts";
import { lookAtVm } from "../../../provider/target/vm/look-at-vm.ts";
import {
  branches,
  carried,
  cleared,
  own,
  ran,
  refused,
  setBy,
  statusOf,
  statusOfVms,
  vmOf,
} from "./answers.ts";
import { drive } from "./drive.ts";

const place = { vm: { name: "web1" }, host: "kvm1" };
const { fingerprint } = branches;

const states: readonly [string, HostAnswer, object][] = [
  ["no filter", statusOf(), { found: "nothing" }],
  [
    "a resource's filter",
    statusOf(setBy("apply", own, branches.sha256)),
    { found: "written", recordOf: own, fingerprint },
  ],
  [
    "a filter that somebody applied",
    statusOf(setBy("apply", null, branches.sha256)),
    { found: "foreign", fingerprint },
  ],
  [
    "the filter of its start",
    statusOf(setBy("exec", null, branches.sha256)),
    { found: "foreign", fingerprint },
  ],
  ["a cleared filter", statusOf(setBy("apply", null, cleared.sha256)), { found: "nothing" }],
  [
    "a resource's filter that denies nothing",
    statusOf(setBy("apply", own, cleared.sha256)),
    { found: "written", recordOf: own, fingerprint: cleared.sha256.slice(0, 16) },
  ],
  [
    "a filter that was being set when kvm-pmu-filter was ended",
    statusOf({ evidence: "apply", state: "unknown", owner: own, attempted: branches.struct }),
    { found: "edited", recordOf: own, fingerprint },
  ],
  [
    "one that nobody's resource was setting then",
    statusOf({ evidence: "apply", state: "unknown", attempted: branches.struct }),
    { found: "foreign" },
  ],
  ["an unreadable record", statusOf({ state: "unknown" }), { found: "foreign" }],
  [
    "the filter of its start again, in a VM that the process made anew",
    statusOf({
      ...setBy("apply", own, cleared.sha256),
      carried: carried(1795409799, branches),
    }),
    { found: "foreign", fingerprint },
  ],
  [
    "a resource's filter since its start",
    statusOf({
      ...setBy("apply", own, branches.sha256),
      carried: carried(1795409797, cleared),
    }),
    { found: "written", recordOf: own, fingerprint },
  ],
  [
    "a filter where there is no directory of records yet",
    statusOf(setBy("exec", null, branches.sha256), "ENOENT"),
    { found: "foreign", fingerprint },
  ],
  ["no process", refused("PROCESS_MISSING"), { found: "nothing" }],
  ["no VM in the process", refused("VM_MISSING"), { found: "nothing" }],
  ["no pidfile", refused("PIDFILE_INVALID", "ENOENT", 3), { found: "nothing" }],
];

for (const [what, answer, seen] of states) {
  test(`a VM shows ${what}`, (t) => {
    const { result } = drive(lookAtVm(place), [answer]);
    const { evidence, ...rest } = result;
    t.deepEqual<object, object>(rest, seen);
    t.not(evidence, "");
  });
}

const untold: readonly [string, HostAnswer, ErrorCode][] = [
  ["several processes", refused("PROCESS_AMBIGUOUS"), "VM_AMBIGUOUS"],
  ["several VMs in the process", statusOfVms([vmOf(), vmOf({ vmFd: 11 })]), "VM_AMBIGUOUS"],
  ["a process of another user", refused("PROCESS_DENIED", "EACCES", 4), "VM_DENIED"],
  [
    "records of another user",
    statusOf(setBy("exec", null, branches.sha256), "EACCES"),
    "VM_DENIED",
  ],
  ["records that others can write to", statusOf({ state: "unknown" }, "EPERM"), "VM_DENIED"],
  ["another user's pidfile", refused("PIDFILE_INVALID", "EACCES", 3), "VM_DENIED"],
  ["a pidfile with something else in it", refused("PIDFILE_INVALID", null, 3), "HELPER_FAILED"],
  ["no output", ran("", 139, "Segmentation fault\n"), "HELPER_FAILED"],
  ["a report that is none", ran('{"ok":true}\n'), "HELPER_FAILED"],
  [
    "no program that can be run",
    { kind: "failed", reason: "permission", words: "" },
    "FILE_INACCESSIBLE",
  ],
];

for (const [what, answer, code] of untold) {
  test(`${what}: it cannot be told whether the VM is gone (${code})`, (t) => {
    const error = t.throws(() => drive(lookAtVm(place), [answer]), { instanceOf: PmuFilterError });
    t.is(error.code, code);
    t.regex(error.message, /kvm1/);
    t.not(error.hint, undefined);
  });
}

const domain = { vm: { domain: "web1" }, host: "kvm1" };
const uuid = "0ba31d56-0a2c-4d5f-9a55-3f1d0c2d7a10";
const skipped: HostAnswer = { kind: "skipped" };

test("a domain that is off shows nothing", (t) => {
  const held: HostAnswer = { kind: "condition", held: true };
  const answers = [ran(`${uuid}\n\n`), held, refused("PROCESS_MISSING")];
  t.is(drive(lookAtVm(domain), answers).result.found, "nothing");
});

const unmet: readonly HostAnswer[] = [
  ran("", 1, "error: failed to get domain 'web1'\n"),
  { kind: "condition", held: false },
  skipped,
];

test("a domain that libvirt does not have shows nothing", (t) => {
  const { asked, result } = drive(lookAtVm(domain), unmet, [ran("web\nweb10\n\n")]);
  t.is(result.found, "nothing");
  t.deepEqual(asked[1], [
    {
      op: "run",
      program: "virsh",
      args: ["--quiet", "--connect", "qemu:///system", "list", "--all", "--name"],
      readOnly: true,
    },
  ]);
});

const silent: readonly [string, HostAnswer][] = [
  ["does not answer", ran("", 1, "error: failed to connect to the hypervisor\n")],
  ["has the domain all the same", ran("web1\n\n")],
];

for (const [what, answer] of silent) {
  test(`where libvirt ${what}, it cannot be told whether the VM is gone`, (t) => {
    const look = () => drive(lookAtVm(domain), unmet, [answer]);
    const { code } = t.throws(look, { instanceOf: PmuFilterError });
    t.is(code, "LIBVIRT_FAILED");
  });
}

test("without virsh, it cannot be told whether a domain is gone", (t) => {
  const missing: HostAnswer = { kind: "failed", reason: "program-missing", words: "virsh" };
  const look = () => drive(lookAtVm(domain), [missing, skipped, skipped]);
  t.is(t.throws(look, { instanceOf: PmuFilterError }).code, "PROGRAM_MISSING");
});
