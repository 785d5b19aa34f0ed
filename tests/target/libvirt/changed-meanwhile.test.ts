import test from "ava";
import type { PmuFilterError } from "../../../provider/errors/pmu-filter-error.ts";
import { wrapDomain } from "../../../provider/target/libvirt/domain-edit.ts";
import { libvirtTarget } from "../../../provider/target/libvirt/libvirt-target.ts";
import { branches, changed, previous, ran, refused, setBy, statusOf } from "../vm/answers.ts";
import { file, place, record, unheld, wanted } from "./domain-answers.ts";
import { domainText, otherResource, part, resource, uuid } from "./domains.ts";
import { type Instead, perform, runs, type Script } from "./scripted-host.ts";

const wrapped = wrapDomain(domainText(), part);
const path = `/etc/kvm-pmu-filter/by-uuid/${uuid}`;
const ours = {
  [path]: file(`${branches.struct}\n`),
  [`${path}.pmufilter.json`]: record(wanted().fingerprint),
};
const running = {
  running: true,
  status: statusOf(setBy("apply", resource, branches.sha256)),
  text: wrapped,
  files: ours,
};
const clears: Instead = (operation) =>
  runs(operation, "clear") ? changed({ command: "clear" }) : undefined;

/** Fails the condition that an operation stands behind. */
const unlessSame =
  (word: string, when: (exchange: number) => boolean): Instead =>
  (operation, exchange, before) =>
    operation.op === "onlyIfOutput" && runs(before, word) && when(exchange) ? unheld : undefined;

const put = (script: Script) => perform(libvirtTarget.put(wanted(), resource), script);
const remove = (script: Script) => perform(libvirtTarget.remove(place(), resource), script);
const isChange = (asked: ReturnType<typeof put>["asked"]) =>
  asked.flat().some((each) => each.op === "commit" || each.op === "removeFile");

test("a delete begins again with a domain that somebody else changes, then says so", (t) => {
  const script = { text: wrapped, files: ours };
  const once = remove({ ...script, instead: unlessSame("dumpxml", (exchange) => exchange === 2) });
  t.true(once.result?.removed);
  t.is(once.asked.length, 6);
  const always = remove({ ...script, instead: unlessSame("dumpxml", () => true) });
  t.like(always.error, { code: "DOMAIN_CONFLICT", mayBeDone: false });
});

test("a delete that has cleared the VM before it gives up says that it may be done", (t) => {
  const changes = unlessSame("dumpxml", (exchange) => exchange % 4 === 3);
  const { error } = remove({
    ...running,
    instead: (...all) => clears(...all) ?? changes(...all),
  });
  t.like(error, { code: "DOMAIN_CONFLICT", mayBeDone: true });
});

test("while a VM cannot be cleared, the domain keeps saying whose filter it has", (t) => {
  const { asked, error } = remove({
    ...running,
    instead: (operation) => (runs(operation, "clear") ? refused("VM_RUNNING") : undefined),
  });
  t.is((error as PmuFilterError).code, "VM_UNFIT");
  t.false(isChange(asked));
  t.false(asked.flat().some((each) => runs(each, "define")));
});

test("a VM's filter that is another's by now is left to it, and the domain is put back", (t) => {
  const failure = { code: "OWNER_OTHER", errno: null, message: "Another's.", hint: "Leave it." };
  const theirs = previous(setBy("apply", otherResource, branches.sha256));
  const { asked, result } = remove({
    ...running,
    instead: (operation) =>
      runs(operation, "clear")
        ? changed({ changed: false, previous: theirs, error: failure }, 6)
        : undefined,
  });
  t.true(result?.removed);
  t.like(
    asked.flat().find((each) => runs(each, "define")),
    { input: domainText() },
  );
});

test("a VM with the resource's filter is cleared, though the domain was defined anew", (t) => {
  const { asked, result } = remove({
    ...{ ...running, text: domainText(), files: {} },
    instead: clears,
  });
  t.true(result?.removed);
  t.true(asked.flat().some((each) => runs(each, "clear") && each.args.includes(resource)));
  t.false(isChange(asked));
});

const failures: readonly [string, boolean, Instead][] = [
  [
    "the kernel refuses the filter",
    false,
    (each) => (runs(each, "check") ? ran("", 1) : undefined),
  ],
  [
    "the emulator cannot be started",
    false,
    (each) => (runs(each, "exec") ? ran("", 1) : undefined),
  ],
  [
    "a file cannot be staged",
    false,
    (each) =>
      each.op === "stageFile" && each.path === path
        ? { kind: "failed", reason: "disk-full", words: "" }
        : undefined,
  ],
  ["libvirt refuses the domain", true, (each) => (runs(each, "define") ? ran("", 1) : undefined)],
  ["the filter cannot be applied", true, (each) => (runs(each, "apply") ? ran("") : undefined)],
  [
    "a VM that was changed cannot be looked at",
    true,
    (each, exchange) =>
      runs(each, "apply") ? changed() : runs(each, "status") && exchange > 0 ? ran("") : undefined,
  ],
  [
    "somebody else changes the domain after the files were written",
    true,
    (operation, exchange, before) =>
      exchange % 2 === 1 && operation.op === "onlyIfOutput" && runs(before, "dumpxml")
        ? behindFiles(operation, exchange)
        : undefined,
  ],
];

let seenIn = -1;

/** Of the two conditions of an exchange, the second one does not hold. */
function behindFiles(_: object, exchange: number) {
  if (seenIn === exchange) return unheld;
  seenIn = exchange;
  return undefined;
}

for (const [what, mayBeDone, instead] of failures) {
  test(`where ${what}, the filter ${mayBeDone ? "may be there all the same" : "is not there"}`, (t) => {
    const { error } = put({ running: true, status: statusOf(), instead });
    t.is((error as PmuFilterError).mayBeDone, mayBeDone);
  });
}

test("a domain is defined anew right behind the look whether it still is the same", (t) => {
  const [adding, taking] = [put({}), remove({ text: wrapped, files: ours })];
  for (const [{ asked }, former] of [
    [adding, domainText()],
    [taking, wrapped],
  ] as const) {
    const all = asked.flat();
    const at = all.findIndex((each) => runs(each, "define"));
    t.true(runs(all[at - 2], "dumpxml"));
    t.deepEqual(all[at - 1], { op: "onlyIfOutput", text: former });
  }
});

const theirPart = wrapDomain(domainText(), { ...part, resource: otherResource });
const theirs = { ...ours, [`${path}.pmufilter.json`]: record("0", otherResource) };

test("what may be replaced is replaced only while it is what was observed", (t) => {
  const seen = { recordOf: otherResource, fingerprint: "", evidence: "" };
  const over = { found: "edited", ...seen } as const;
  const again = (script: Script) => perform(libvirtTarget.put(wanted(), resource, over), script);
  const taken = again({ text: theirPart, files: theirs });
  const conditions = taken.asked.flat().filter(({ op }) => op === "onlyIfSame");
  t.deepEqual(conditions[0], { op: "onlyIfSame", path, text: `${branches.struct}\n` });
  t.deepEqual(conditions[1], { op: "onlyIfSame", path: `${path}.qemu`, text: undefined });
  t.is(conditions.length, 3);
  t.is(taken.error, undefined);

  const third = { [path]: file(`${branches.struct}\n`) };
  const foreign = again({ files: third });
  t.like(foreign.error, { code: "DOMAIN_CONFLICT", mayBeDone: false });
  t.false(isChange(foreign.asked));
  const raced = again({
    ...{ text: theirPart, files: theirs },
    instead: ({ op }) => (op === "onlyIfSame" ? unheld : undefined),
  });
  t.like(raced.error, { code: "DOMAIN_CONFLICT", mayBeDone: false });
});

test("what was adopted is taken away only while it is what was observed", (t) => {
  const files = { [path]: file(`${branches.struct}\n`) };
  const { result: over } = perform(libvirtTarget.look(place()), { files });
  t.is(over?.found, "foreign");
  const again = (script: Script) => perform(libvirtTarget.remove(place(), resource, over), script);
  const { asked, result } = again({ files });
  t.true(result?.removed);
  t.is(asked.flat().filter(({ op }) => op === "onlyIfSame").length, 3);
  const taken = again({ text: theirPart, files: theirs });
  t.like(taken.result, { removed: false, before: { recordOf: otherResource } });
  t.false(isChange(taken.asked));
  const edited = again({ files: { [path]: file(`${branches.struct.replace("c4", "c5")}\n`) } });
  t.like(edited.result, { removed: false, before: { found: "foreign" } });
});
