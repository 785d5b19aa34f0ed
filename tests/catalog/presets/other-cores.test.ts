import test from "ava";
import type { PresetName } from "../../../provider/catalog/presets/preset.ts";
import { selectPreset } from "../../../provider/catalog/presets/select-preset.ts";
import { otherCores } from "./other-cores.ts";

for (const { vendor, name, shared, own, host = [] } of otherCores) {
  // Codes of nobody's, each name with its own.
  const names = [...shared, ...own, ...host];
  const events = names.map((event, index) => ({
    name: event,
    codes: [`made-up/${index}`],
    unseen: [],
  }));
  const leftOut = (preset: PresetName) =>
    selectPreset(preset, { vendor, name }, events).leftOut.map((left) => left.name);

  test(`${name}: no-shared-resources leaves out what is shared, and nothing else`, (t) => {
    t.deepEqual(leftOut("no-shared-resources"), shared);
  });

  test(`${name}: standard keeps what is the core's own, and nothing else`, (t) => {
    t.deepEqual(leftOut("standard"), [...shared, ...host]);
  });
}
