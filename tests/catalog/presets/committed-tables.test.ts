import test from "ava";
import { coreTable } from "../../../provider/catalog/core-table.ts";
import { type Cpu, cpus } from "../../../provider/catalog/cpu.ts";
import { architecturalPreset } from "../../../provider/catalog/presets/architectural-preset.ts";
import { coreTraits, eventRules, ruleFor } from "../../../provider/catalog/presets/classify.ts";
import type { EventRule } from "../../../provider/catalog/presets/event-rule.ts";
import { type PresetName, presetNames } from "../../../provider/catalog/presets/preset.ts";
import { selectPreset } from "../../../provider/catalog/presets/select-preset.ts";

/** Every core type of the committed catalogue with its table. */
const cores = cpus().flatMap((cpu) => {
  const table = coreTable(cpu);
  return table === undefined ? [] : [{ cpu, table, events: table.events() }];
});

for (const [vendor, rules] of Object.entries(eventRules)) {
  for (const [index, rule] of rules.entries()) {
    test(`${vendor}: rule ${index}, ${rule.class} ${rule.pattern}, is needed`, (t) => {
      const names = cores.flatMap(({ cpu, events }) => {
        const traits = coreTraits(
          cpu,
          events.map(({ name }) => name),
        );
        return cpu.vendor !== vendor
          ? []
          : events
              .filter(({ name }) => ruleFor(cpu.vendor, name, traits) === rule)
              .map((event) => ({ ...event, traits }));
      });
      t.true(names.length > 0, "it decides no event");
      const others = rules.filter((other) => other !== rule);
      const without = ({ name, traits }: (typeof names)[number]) =>
        others.find((other) => applies(other, traits.sharedL2) && other.pattern.test(name))?.class;
      t.true(
        names.some((event) => without(event) !== rule.class),
        "others decide the same",
      );
      t.true(rule.why.length > 20);
    });
  }
}

for (const { cpu, events, table } of cores) {
  const selected = (preset: PresetName) => selectPreset(preset, cpu, events);

  test(`${cpu.name}: each preset has everything of the one before, and more`, (t) => {
    const [first = [], second = [], third = []] = presetNames.map((name) => selected(name).codes);
    t.deepEqual(missing(first, second), []);
    t.deepEqual(missing(second, third), []);
    t.true(second.length > 2 * first.length);
  });

  test(`${cpu.name}: every code of the table is either allowed or left out`, (t) => {
    for (const preset of presetNames) {
      const { codes, leftOut } = selected(preset);
      const told = [...codes, ...leftOut.map(({ code }) => code)];
      t.is(new Set(told).size, told.length);
      t.deepEqual(
        table.codes().filter((code) => !told.includes(code)),
        [],
      );
    }
  });

  test(`${cpu.name}: no rule speaks against an architectural event`, (t) => {
    const codes = new Set(selected("architectural").codes);
    const traits = coreTraits(
      cpu,
      events.map(({ name }) => name),
    );
    const against = events.filter(
      ({ name, codes: own }) =>
        own.some((code) => codes.has(code)) && ruleFor(cpu.vendor, name, traits),
    );
    t.deepEqual(
      against.map(({ name }) => name),
      [],
    );
  });

  test(`${cpu.name}: no preset allows what plainly is shared`, (t) => {
    const plain =
      /(?<![a-z])L3|LLC|LL_CACHE|DRAM|^OCR|^OFFCORE|REMOTE|^BUS_|LONGEST_LAT|far_cache/i;
    const allowed = selected("no-shared-resources").codes.flatMap((code) => table.named(code));
    t.deepEqual(
      allowed.map(({ name }) => name).filter((name) => plain.test(name)),
      [],
    );
    t.true(allowed.length > 0);
  });

  test(`${cpu.name}: standard has the events of a private L2`, (t) => {
    const named = selected("standard").codes.flatMap((code) => table.named(code));
    const ofL2 = named.filter(({ name }) =>
      /^(?:L2_RQSTS|L2_REQUEST|l2_request_g1|L2D_CACHE)/.test(name),
    );
    t.is(ofL2.length > 0, !hasSharedL2(cpu));
  });
}

test("every architectural event is on some core type, or on all", (t) => {
  const allowed = new Set(
    cores.flatMap(({ cpu, events }) => selectPreset("architectural", cpu, events).codes),
  );
  const said = Object.values(architecturalPreset).flatMap((events) =>
    events.flatMap(({ codes }) => codes),
  );
  t.deepEqual(
    said.filter((code) => !allowed.has(code)),
    [],
  );
});

function missing(codes: readonly string[], from: readonly string[]): readonly string[] {
  return codes.filter((code) => !from.includes(code));
}

function applies({ onSharedL2 = false }: EventRule, sharedL2: boolean): boolean {
  return sharedL2 || !onSharedL2;
}

function hasSharedL2({ name }: Cpu): boolean {
  // Also of core types that one may import: Intel's efficiency cores, Arm's that are no Neoverse.
  return /^(SRF|CWF|arm64|armv8|cortex-.*|.*-(atom|lowpower))$/.test(name);
}
