import test from "ava";
import { coreTable } from "../../../provider/catalog/core-table.ts";
import { type CpuVendor, cpus } from "../../../provider/catalog/cpu.ts";
import {
  type CoreTraits,
  classOf,
  coreTraits,
  eventRules,
  ruleFor,
} from "../../../provider/catalog/presets/classify.ts";
import type { EventRule } from "../../../provider/catalog/presets/event-rule.ts";
import { otherCores } from "./other-cores.ts";

interface NamedEvent {
  readonly vendor: CpuVendor;
  readonly name: string;
  readonly traits: CoreTraits;
}

/** What is in the committed tables, and the names of other generations. */
const named: readonly NamedEvent[] = [
  ...cpus().flatMap((cpu) =>
    eventsOf(
      cpu,
      coreTable(cpu)
        ?.events()
        .map(({ name }) => name) ?? [],
    ),
  ),
  ...otherCores.flatMap((core) =>
    eventsOf(core, [...core.shared, ...core.own, ...(core.host ?? [])]),
  ),
];

for (const [vendor, rules] of Object.entries(eventRules)) {
  for (const [index, rule] of rules.entries()) {
    test(`${vendor}: rule ${index}, ${rule.class} ${rule.pattern}, is needed`, (t) => {
      const decided = named.filter(
        (event) =>
          event.vendor === vendor && ruleFor(event.vendor, event.name, event.traits) === rule,
      );
      t.true(decided.length > 0, "it decides no event");
      const others = rules.filter((other) => other !== rule);
      t.true(
        decided.some((event) => firstOf(others, event)?.class !== rule.class),
        "others decide the same",
      );
      t.true(rule.why.length > 20);
    });
  }
}

for (const [vendor, rules] of Object.entries(eventRules)) {
  for (const { pattern } of rules) {
    for (const [index, part] of alternatives(pattern.source).entries()) {
      test(`${vendor}: alternative ${index} of ${pattern} is needed`, (t) => {
        const alone = new RegExp(part, pattern.flags);
        t.true(named.some((event) => event.vendor === vendor && alone.test(event.name)));
      });
    }
  }
}

test("an event that no rule decides has no class", (t) => {
  const event = named.find(({ vendor, name, traits }) => !ruleFor(vendor, name, traits));
  t.truthy(event);
  if (event) t.is(classOf(event.vendor, event.name, event.traits), undefined);
});

function eventsOf(
  core: { readonly vendor: CpuVendor; readonly name: string },
  names: readonly string[],
): readonly NamedEvent[] {
  return names.map((name) => ({ vendor: core.vendor, name, traits: coreTraits(core) }));
}

function firstOf(rules: readonly EventRule[], { name, traits }: NamedEvent): EventRule | undefined {
  return rules.find(
    ({ pattern, onSharedL2 = false }) => (traits.sharedL2 || !onSharedL2) && pattern.test(name),
  );
}

/** The parts of a pattern between the bars that stand outside of every group. */
function alternatives(source: string): readonly string[] {
  const parts = [""];
  let depth = 0;
  for (const character of source) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (character === "|" && depth === 0) parts.push("");
    else parts.push(`${parts.pop()}${character}`);
  }
  return parts;
}
