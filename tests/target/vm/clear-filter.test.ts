import test from "ava";
import { PmuFilterError } from "../../../provider/errors/pmu-filter-error.ts";
import type { HostAnswer } from "../../../provider/target/host-operation.ts";
import { clearFilter } from "../../../provider/target/vm/clear-filter.ts";
import { branches, changed, cleared, other, own, previous, refused } from "./answers.ts";
import { drive } from "./drive.ts";

const place = { vm: { name: "web1" }, host: "kvm1" };
const { fingerprint } = branches;

function filterOf(owner: string | null, sha256 = branches.sha256) {
  return previous({ state: "set", evidence: "apply", owner, fingerprint: sha256 });
}

const error = { code: "OWNER_OTHER", errno: null, message: "Another one's.", hint: "Leave it." };
const kept = (before: object) => changed({ changed: false, previous: before, error }, 6);

const outcomes: readonly [string, HostAnswer, object][] = [
  [
    "the resource's own filter is cleared",
    changed({ previous: filterOf(own) }),
    { before: { found: "written", recordOf: own, fingerprint }, removed: true },
  ],
  [
    "a VM without a filter has none",
    changed({ changed: false }),
    { before: { found: "nothing" }, removed: true },
  ],
  [
    "a filter that was cleared is none",
    changed({ changed: false, previous: filterOf(null, cleared.sha256) }),
    { before: { found: "nothing" }, removed: true },
  ],
  [
    "a VM that ended has none",
    refused("PROCESS_MISSING"),
    { before: { found: "nothing" }, removed: true },
  ],
  [
    "another resource's filter is left",
    kept(filterOf(other)),
    { before: { found: "written", recordOf: other, fingerprint }, removed: false },
  ],
  [
    "what somebody applied is left",
    kept(filterOf(null)),
    { before: { found: "foreign", fingerprint }, removed: false },
  ],
  [
    "what no readable record tells is left",
    kept(previous({ state: "unknown" })),
    { before: { found: "foreign" }, removed: false },
  ],
];

for (const [title, answer, outcome] of outcomes) {
  test(title, (t) => {
    const { asked, result } = drive(clearFilter(place, own), [answer]);
    t.like(result, outcome);
    t.deepEqual(asked, [
      [
        {
          op: "run",
          program: "helper",
          args: ["clear", "--name", "web1", "--owner", own],
          readOnly: false,
        },
      ],
    ]);
  });
}

test("whosever filter it is can be cleared, too", (t) => {
  const { asked } = drive(clearFilter(place), [changed({ previous: filterOf(null) })]);
  t.like(asked[0]?.[0], { args: ["clear", "--name", "web1"] });
});

test("where it cannot be told whether the VM runs, nothing counts as removed", (t) => {
  const clear = () => drive(clearFilter(place, own), [refused("PROCESS_DENIED", "EACCES", 4)]);
  t.is(t.throws(clear, { instanceOf: PmuFilterError }).code, "VM_DENIED");
});
