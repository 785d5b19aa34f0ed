import test from "ava";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import { previewCreate } from "../../provider/resource/create.ts";

function preview(declaration: PropertyObject): PropertyObject {
  return previewCreate(check(declaration).inputs, { dryRun: false, lint: {} });
}

const denied: PropertyObject = {
  action: "deny",
  cpus: ["neoverse-n1"],
  events: [{ name: "LL_CACHE_RD" }, { first: "0x19", last: "0x1a" }, { first: "0x1a" }],
};

test("an arm64 filter is put out as calls and as the posted texts", (t) => {
  const outputs = preview(denied);
  t.deepEqual(outputs["arm64Calls"], [
    { action: "deny", baseEvent: "0x19", nevents: "0x02" },
    { action: "deny", baseEvent: "0x36", nevents: "0x01" },
  ]);
  t.is(outputs["arm64QemuText"], "D:0x19-0x1a;D:0x36-0x36");
  t.is(outputs["arm64KvmtoolText"], "D:0x19-0x1a,D:0x36-0x36");
  for (const x86 of ["kvmStruct", "qemuObject", "qemuArguments"]) t.false(x86 in outputs);
});

test("its entries have a line per event, however they were declared", (t) => {
  const { entries } = check(denied).inputs;
  t.deepEqual(entries, { "0019": "BUS_ACCESS", "001a": "MEMORY_ERROR", "0036": "LL_CACHE_RD" });
  const one = { ...denied, events: [{ first: "0x36" }, { first: "0x19", last: "0x1a" }] };
  t.deepEqual(check(one).inputs["entries"], entries);
  t.is(preview(one)["fingerprint"], preview(denied)["fingerprint"]);
});

test("a long range is one line", (t) => {
  const { entries } = check({ action: "deny", events: [{ first: 0, last: "0xffff" }] }).inputs;
  t.deepEqual(entries, { "0000-ffff": "65536 events" });
});

test("denying everything is one call without events", (t) => {
  const outputs = preview({ action: "deny", events: [{ first: 0, last: "0xffff" }] });
  t.deepEqual(outputs["arm64Calls"], [{ action: "allow", baseEvent: "0x00", nevents: "0x00" }]);
});

const widths: readonly [cpus: readonly string[], warned: boolean][] = [
  [["arm64"], true],
  [["armv8"], true],
  [["neoverse-n1"], false],
  [["neoverse-n1", "armv8"], true],
];

for (const [cpus, warned] of widths) {
  test(`an event above 0x3ff on ${cpus.join(" and ")} is ${warned ? "" : "not "}warned of`, (t) => {
    const { warnings } = check({ action: "deny", cpus, events: [{ first: "0x4000" }] });
    t.is(
      warnings.some((warning) => warning.includes("[ARM64_NEEDS_PMUV3P1]")),
      warned,
    );
  });
}
