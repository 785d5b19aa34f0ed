import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { type Cpu, families } from "../../provider/catalog/cpu.ts";
import { type EventCode, entryOfCode, eventOfCode } from "../../provider/catalog/event-code.ts";
import { eventsOf } from "../../provider/catalog/event-meaning.ts";
import {
  isPropertyObject,
  type PropertyObject,
  type PropertyValue,
} from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import { previewCreate } from "../../provider/resource/create.ts";
import { named } from "../catalog/named-cpus.ts";
import { anyDeclaration, codeOf, spelt } from "./arbitrary-declaration.ts";

testProp("what is well said is accepted", [anyDeclaration], (t, declaration) => {
  t.deepEqual(check(declaration).failures, []);
});

testProp("checking the checked changes nothing", [anyDeclaration], (t, declaration) => {
  const once = check(declaration);
  t.deepEqual(check(once.inputs), once);
});

testProp(
  "order and duplicates of events change nothing that is derived from them",
  [
    anyDeclaration.chain((declaration) => {
      const events = [...((declaration["events"] ?? []) as readonly PropertyValue[])];
      return fc
        .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events))
        .map(([shuffled, again]) => [
          declaration,
          { ...declaration, events: [...shuffled, ...again] },
        ]);
    }),
  ],
  (t, [declaration = {}, other = {}]) => {
    t.deepEqual(derivedFrom(other), derivedFrom(declaration));
  },
);

testProp(
  "an event is the same by select and umask, by code, and as masked entry",
  [fc.nat(0xfff), fc.nat(0xff), fc.gen()],
  (t, select, umask, gen) => {
    const said = (value: bigint | number) => gen(spelt, value);
    const ways: readonly PropertyObject[] = [
      { select: said(select), umask: said(umask) },
      { code: said(codeOf(select, umask)) },
      { select: said(select), mask: said(0xff), match: said(umask) },
    ];
    const [first, ...others] = ways.map((event) =>
      derivedFrom({ action: "deny", events: [event] }),
    );
    for (const other of others) t.deepEqual(other, first);
  },
);

for (const cpu of [...families, ...named("SPR", "SRF", "zen4", "neoverse-n1")]) {
  test(`an event of ${cpu.name} is the same by each of its names and by its codes`, (t) => {
    for (const { names, [cpu.vendor]: meaning } of eventsOf(cpu)) {
      const { fixedCounter, codes = [] } = meaning ?? {};
      if (codes.length === 0) continue;
      const fixedCounters = fixedCounter === undefined ? [] : [fixedCounter];
      const filter = { action: "deny", cpus: [cpu.name], fixedCounters };
      const byCode = derivedFrom({ ...filter, events: codes.map((code) => numbersOf(code, cpu)) });
      for (const name of names) {
        t.deepEqual(derivedFrom({ ...filter, events: [{ name }] }), byCode, name);
      }
    }
  });
}

function numbersOf(code: EventCode, { arch }: Cpu): PropertyObject {
  if (arch === "arm64") return { first: eventOfCode(code) };
  const { select, match } = entryOfCode(code);
  return { code: `0x${codeOf(select, match).toString(16)}` };
}

testProp("normalised numbers are lower-case 0x and mean the same", [anyDeclaration], (t, given) => {
  const { inputs } = check(given);
  const declared = (given["events"] ?? []) as readonly PropertyObject[];
  const normalised = (inputs["events"] ?? []) as readonly PropertyObject[];
  t.is(normalised.length, declared.length);
  for (const [index, event] of normalised.entries()) {
    for (const member of ["code", "select", "umask", "mask", "match", "first", "last"]) {
      const [before, after] = [declared[index]?.[member], event[member]];
      t.is(after === undefined, before === undefined);
      if (after === undefined) continue;
      t.regex(String(after), /^0x(0|[1-9a-f][0-9a-f]*)$/);
      t.is(BigInt(String(after)), BigInt(String(before).toLowerCase()));
    }
  }
});

testProp("every event has its line, each once", [anyDeclaration], (t, declaration) => {
  const { entries } = check(declaration).inputs;
  t.true(isPropertyObject(entries));
  const lines = Object.entries(entries as PropertyObject);
  t.true(lines.every(([, text]) => typeof text === "string" && text !== ""));
  const fixed = lines.filter(([key]) => key.startsWith("fixed/")).map(([, text]) => text);
  const own = (declaration["fixedCounters"] ?? []) as readonly string[];
  t.true(own.every((counter) => fixed.includes(counter)));
});

/** Everything that Check and the encodings make of a declaration's events. */
function derivedFrom(declaration: PropertyObject): PropertyObject {
  const { inputs, failures } = check(declaration);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
  const {
    events: _,
    warnings: __,
    ...outputs
  } = previewCreate(inputs, { dryRun: false, lint: {} });
  return outputs;
}
