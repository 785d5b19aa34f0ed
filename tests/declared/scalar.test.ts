import { withEvents, withProperties, withTarget } from "./problems.ts";
import { testAccepted, testRefusals } from "./refusal-table.ts";

testRefusals([
  ["an action that is none", { action: "permit" }, [["action", "VALUE_NOT_LISTED"]], "allow, deny"],
  [
    "a misspelt action",
    { action: "alow" },
    [["action", "VALUE_NOT_LISTED"]],
    "Did you mean allow?",
  ],
  [
    "an action in capitals",
    { action: "DENY" },
    [["action", "VALUE_NOT_LISTED"]],
    "Did you mean deny?",
  ],
  ["true as action", { action: true }, [["action", "TYPE_WRONG"]]],
  [
    "a misspelt format",
    withEvents({ format: "x86-masked-entrys", select: 1, mask: 1, match: 1 }),
    [["events[0].format", "VALUE_NOT_LISTED"]],
    "Did you mean x86-masked-entry?",
  ],
  [
    "a format of another kind of host",
    withEvents({ format: "riscv-range" }),
    [["events[0].format", "VALUE_NOT_LISTED"]],
  ],
  ["a number as format", withEvents({ format: 1, code: 1 }), [["events[0].format", "TYPE_WRONG"]]],
  [
    "a CPU with a slip",
    withProperties({ cpus: ["amd", "intell"] }),
    [["cpus[1]", "VALUE_NOT_LISTED"]],
    "Did you mean intel?",
  ],
  [
    "a fixed counter that is none",
    withProperties({ fixedCounters: ["cycle"] }),
    [["fixedCounters[0]", "VALUE_NOT_LISTED"]],
    "Did you mean cycles?",
  ],
  [
    "a fixed counter's number",
    withProperties({ fixedCounters: [0] }),
    [["fixedCounters[0]", "TYPE_WRONG"]],
  ],
  [
    "an argument format that is none",
    withTarget({ format: "argument" }),
    [["targets[0].qemuArgs.format", "VALUE_NOT_LISTED"]],
    "Did you mean arguments?",
  ],
  ["dryRun as text", withProperties({ dryRun: "true" }), [["dryRun", "TYPE_WRONG"]]],
  ["dryRun as number", withProperties({ dryRun: 1 }), [["dryRun", "TYPE_WRONG"]]],
  [
    "exclude as text",
    withEvents({ select: 1, mask: 1, match: 1, exclude: "no" }),
    [["events[0].exclude", "TYPE_WRONG"]],
  ],
  ["a number as name", withEvents({ name: 196 }), [["events[0].name", "TYPE_WRONG"]]],
  ["a list as name", withEvents({ name: ["cycles"] }), [["events[0].name", "TYPE_WRONG"]]],
  ["a number as id", withProperties({ qemuId: 1 }), [["qemuId", "TYPE_WRONG"]]],
  ...["", "0f", "-a", "_a", "a b", "a,b", "ä", "f0\n", "pmu-filter=f0"].map(
    (id) =>
      [
        `the id ${JSON.stringify(id)}, which QEMU would refuse`,
        withProperties({ qemuId: id }),
        [["qemuId", "QEMU_ID_INVALID"]],
      ] as const,
  ),
]);

testAccepted([
  ["an id with everything that QEMU takes", withProperties({ qemuId: "F0-a.b_c" })],
  ["a dry run", withProperties({ dryRun: true })],
  ["deny", { action: "deny" }],
]);
