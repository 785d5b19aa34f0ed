import test from "ava";
import { kvmTarget } from "../../../provider/target/kvm/kvm-target.ts";
import { branches, carried, cleared, own, refused, setBy, statusOf } from "../vm/answers.ts";
import { drive } from "../vm/drive.ts";

const target = { kvm: { name: "web1" } };
const place = { key: "kvm:kvm1:name=web1", host: "kvm1", connection: undefined, target };
const { fingerprint } = branches;

/** A VM with a filter, as `status` has it. */
function withFilter(
  evidence: "apply" | "exec",
  owner: string | null,
  { struct, sha256 }: typeof cleared = branches,
): object {
  return { ...setBy(evidence, owner, sha256), bytes: struct };
}

function adopted(known: object) {
  return drive(kvmTarget.adopt(place), [statusOf(known)]).result;
}

const allowed = {
  action: "allow",
  entries: [{ select: 0xc4, mask: 0xff, match: 0, exclude: false }],
  fixedCounters: 0,
} as const;

test("a VM's filter is that of its record, with whose it is", (t) => {
  t.deepEqual(adopted(withFilter("apply", own)), {
    observation: { found: "written", recordOf: own, fingerprint, evidence: "process 5764" },
    filter: allowed,
    target,
  });
});

test("what nobody's resource set, by hand or at the start, is adopted as well", (t) => {
  for (const evidence of ["apply", "exec"] as const) {
    t.like(adopted(withFilter(evidence, null)), {
      observation: { found: "foreign", fingerprint },
      filter: allowed,
    });
  }
});

test("a VM that the process made anew has the filter of its start", (t) => {
  const known = { ...withFilter("apply", own, cleared), carried: carried(1795409799, branches) };
  t.like(adopted(known), { observation: { found: "foreign", fingerprint }, filter: allowed });
});

test("a VM that does not run is not there", (t) => {
  const { result } = drive(kvmTarget.adopt(place), [refused("PROCESS_MISSING")]);
  t.is(result, undefined);
});

const stray = branches.struct.replace("c400", "c400ff");

/** What a running VM has, and cannot be adopted. */
const unreadable: Readonly<Record<string, object>> = {
  "no filter": {},
  "a cleared filter": withFilter("apply", null, cleared),
  "a filter that may be set or not": { state: "unknown", owner: own, attempted: branches.struct },
  "an arm64 filter": { ...withFilter("exec", null), form: "arm64" },
  "half of a filter": withFilter("apply", own, {
    ...branches,
    struct: branches.struct.slice(0, -2),
  }),
  "an entry with bits that mean nothing": withFilter("exec", null, { ...branches, struct: stray }),
};

for (const [what, known] of Object.entries(unreadable)) {
  test(`not adopted: ${what}`, (t) => {
    t.throws(() => adopted(known), { code: "IMPORT_UNREADABLE" });
  });
}

test("that it cannot be told what a VM has is no import either", (t) => {
  const adopting = () => drive(kvmTarget.adopt(place), [refused("PROCESS_DENIED", "EACCES")]);
  t.throws(adopting, { code: "VM_DENIED" });
});
