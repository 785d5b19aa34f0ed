import test from "ava";
import { kvmTarget } from "../../../provider/target/kvm/kvm-target.ts";
import { branches, changed, other, own, previous, setBy, statusOf } from "../vm/answers.ts";
import { drive } from "../vm/drive.ts";

const target = { kvm: { name: "web1" } };
const place = { key: "kvm:kvm1:name=web1", host: "kvm1", connection: undefined, target };
const filter = { kvmStruct: branches.struct };
const wanted = { ...place, filter, fingerprint: branches.fingerprint };

test("a VM is told by how it is chosen", (t) => {
  t.is(kvmTarget.describe(target), "the VM name=web1");
  t.is(kvmTarget.describe({ kvm: { pid: 4711 } }), "the VM pid=4711");
  t.is(kvmTarget.describe({ kvm: { domain: "web1" } }), "the VM domain=web1");
});

test("a fingerprint is the beginning of the SHA-256 of the struct's bytes", (t) => {
  t.is(kvmTarget.fingerprint(target, filter), branches.fingerprint);
});

test("the steps of a dry run are the filter, and none", (t) => {
  t.deepEqual(kvmTarget.putSteps(wanted, own), [
    { step: "applyFilter", vm: target.kvm, kvmStruct: branches.struct },
  ]);
  t.deepEqual(kvmTarget.removeSteps(place), [{ step: "clearFilter", vm: target.kvm }]);
});

test("what was put shows the fingerprint that was wanted", (t) => {
  const answers = [changed(), statusOf(setBy("apply", own, branches.sha256))];
  const { result } = drive(kvmTarget.put(wanted, own), answers);
  t.like(result.after, { found: "written", recordOf: own, fingerprint: wanted.fingerprint });
});

const adopted = { found: "foreign", fingerprint: branches.fingerprint, evidence: "" } as const;
const byHand = setBy("apply", null, branches.sha256);

test("an adopted filter is cleared whosever it is, if it still is the same", (t) => {
  const remove = kvmTarget.remove(place, own, adopted);
  const cleared = changed({ previous: previous(byHand) });
  const { asked, result } = drive(remove, [statusOf(byHand)], [cleared]);
  t.like(asked[1]?.[0], { args: ["clear", "--name", "web1"] });
  t.true(result.removed);
});

test("an adopted filter that another resource has taken over since is left", (t) => {
  const remove = kvmTarget.remove(place, own, adopted);
  const { result } = drive(remove, [statusOf(setBy("apply", other, branches.sha256))]);
  t.false(result.removed);
  t.like(result.before, { found: "written", recordOf: other });
});
