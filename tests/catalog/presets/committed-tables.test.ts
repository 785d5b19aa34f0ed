import test from "ava";
import { coreTable } from "../../../provider/catalog/core-table.ts";
import { cpus } from "../../../provider/catalog/cpu.ts";
import { architecturalPreset } from "../../../provider/catalog/presets/architectural-preset.ts";
import { coreTraits, ruleFor } from "../../../provider/catalog/presets/classify.ts";
import { type PresetName, presetNames } from "../../../provider/catalog/presets/preset.ts";
import { selectPreset } from "../../../provider/catalog/presets/select-preset.ts";

/** Every core type of the committed catalogue with its table. */
const cores = cpus().flatMap((cpu) => {
  const table = coreTable(cpu);
  return table === undefined ? [] : [{ cpu, table, events: table.events() }];
});

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
    const traits = coreTraits(cpu);
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
      /(?<![a-z])L3|LLC|(?<!A)LL_CACHE|DRAM|^OCR|^OFFCORE|REMOTE|^BUS_|LONGEST_LAT|far_cache|SNOOP|HITM|UNCORE|_OUTER/i;
    const allowed = selected("no-shared-resources").codes.flatMap((code) => table.named(code));
    t.deepEqual(
      allowed.map(({ name }) => name).filter((name) => plain.test(name)),
      [],
    );
    t.true(allowed.length > 0);
  });

  test(`${cpu.name}: standard has the events of a private L2, and none of a shared one`, (t) => {
    const named = selected("standard").codes.flatMap((code) => table.named(code));
    const ofL2 = named.filter(({ name }) =>
      /^(?:L2_RQSTS|L2_REQUEST|l2_request_g1|L2D_CACHE)/.test(name),
    );
    t.is(ofL2.length > 0, !coreTraits(cpu).sharedL2);
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
