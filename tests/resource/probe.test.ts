import test from "ava";
import { unknownValue } from "../../provider/declared/property-value.ts";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";
import { check } from "../../provider/resource/check.ts";
import type { Context } from "../../provider/resource/context.ts";
import { probeHosts } from "../../provider/resource/probe.ts";
import type { HostOperation } from "../../provider/target/host-operation.ts";
import { reported } from "../target/vm/answers.ts";
import { noCaches } from "./declarations.ts";
import { through } from "./host-exchanges.ts";
import { type Workplace, workplace } from "./workplace.ts";

const hosts = ["kvm1", "kvm2", "kvm1"].map((host, index) => ({
  connection: { host },
  qemuArgs: { path: `/a${index}` },
}));

const refusal = { code: "FILTER_REFUSED", errno: null, message: "It is so.", hint: "Do this." };

/** A context whose hosts cannot be asked, and what was asked of which. */
function unreachable({ real }: Workplace) {
  const asked: { readonly host: string; readonly operations: readonly HostOperation[] }[] = [];
  const context: Context = {
    ...real,
    executors: {
      ...real.executors,
      hosts: {
        async perform(connection, procedure) {
          const { value } = procedure.next();
          asked.push({
            host: connection?.host ?? "localhost",
            operations: value as readonly HostOperation[],
          });
          throw new PmuFilterError("HELPER_MISSING", "it is not there", { hint: "Put it there." });
        },
        async close() {},
      },
    },
  };
  return { asked, context };
}

test("each host is asked once, for nothing that changes it, and a silent one fails nothing", async (t) => {
  const place = workplace(t);
  const { asked, context } = unreachable(place);
  const { inputs } = check({ ...noCaches(...hosts), probe: true });
  await probeHosts(inputs, [], context);
  t.deepEqual(asked.map(({ host }) => host).sort(), ["kvm1", "kvm2"]);
  for (const { operations } of asked) {
    t.like(operations, [{ op: "run", args: ["check"], readOnly: true, onlyIfThere: true }]);
    t.is(operations.length, 1);
  }
  t.deepEqual(
    place.messages.map(({ kind }) => kind),
    ["info", "info"],
  );
});

const declaration = noCaches(...hosts);

/** What is not asked, and why. */
const silent: Readonly<
  Record<string, readonly [inputs: typeof declaration, context: Partial<Context>]>
> = {
  "nobody asks for it": [declaration, {}],
  "the resource says no": [{ ...declaration, probe: false }, { probe: true }],
  "it is a dry run": [{ ...declaration, dryRun: true }, { probe: true }],
  "the provider is in a dry run": [declaration, { probe: true, dryRun: true }],
  "the filter is not known": [{ ...declaration, events: unknownValue }, { probe: true }],
  "a host is not known": [
    noCaches(...hosts, { connection: { host: unknownValue }, qemuArgs: { path: "/b" } }),
    { probe: true },
  ],
  "the provider's host is not known": [declaration, { probe: true, hostUnknown: true }],
};

for (const [why, [given, settings]] of Object.entries(silent)) {
  test(`no host is asked where ${why}`, async (t) => {
    const { asked, context } = unreachable(workplace(t));
    await probeHosts(check(given).inputs, [], { ...context, ...settings });
    t.deepEqual(asked, []);
  });
}

/** What a kernel answers to the filter, and what of it is told. */
const answers: readonly [string, object, number, readonly string[]][] = [
  ["takes it", {}, 0, []],
  ["ignores an entry of it", { dropped: [{ code: "0x1000000c2" }] }, 0, ["warn"]],
  ["refuses it", { errno: "EINVAL", error: refusal }, 1, ["warn"]],
  ["cannot be asked", { error: { ...refusal, code: "KVM_MISSING" } }, 4, ["info"]],
];

for (const [what, report, exitCode, kinds] of answers) {
  test(`what a kernel says that ${what}`, async (t) => {
    const { real, messages } = workplace(t);
    const judged = { vendorRules: "intel", errno: null, dropped: [], dead: [] };
    // biome-ignore lint/correctness/useYield: what it is asked never gets to a host.
    const context = through(real, function* () {
      return [reported({ ...judged, ...report }, exitCode)];
    });
    const { inputs } = check({ ...noCaches({ qemuArgs: { path: "/a" } }), probe: true });
    await probeHosts(inputs, [], context);
    t.deepEqual(
      messages.map(({ kind }) => kind),
      kinds,
    );
    await probeHosts(inputs, [["fingerprint"]], context);
    t.notRegex(messages.at(-1)?.text ?? "", /0x1000000c2|EINVAL/, "a secret filter's codes");
  });
}

test("the provider's setting is enough", async (t) => {
  const { asked, context } = unreachable(workplace(t));
  await probeHosts(check(declaration).inputs, [], { ...context, probe: true });
  t.is(asked.length, 2);
});
