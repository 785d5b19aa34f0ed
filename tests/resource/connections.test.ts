import test from "ava";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { withConnections, withoutConnections } from "../../provider/resource/connections.ts";
import { targetsBehind } from "../../provider/resource/targets-behind.ts";

const file = (path: string, host?: string, mode?: string): PropertyObject => ({
  ...(host !== undefined && { connection: { host, password: "p" } }),
  qemuArgs: { path, ...(mode !== undefined && { mode }) },
});

/** The targets of outputs, those of the inputs beside them, and what is known of both. */
const rows: Readonly<
  Record<
    string,
    readonly [
      outputs: readonly PropertyObject[],
      inputs: readonly PropertyObject[],
      known: readonly PropertyObject[],
    ]
  >
> = {
  "the same declaration": [
    [file("/a"), file("/b"), { kvm: { name: "c" } }],
    [file("/a", "kvm1"), file("/b"), { connection: { host: "kvm2" }, kvm: { name: "c" } }],
    [file("/a", "kvm1"), file("/b"), { connection: { host: "kvm2" }, kvm: { name: "c" } }],
  ],
  "one path on many hosts": [
    [file("/a"), file("/a"), file("/a")],
    [file("/a", "kvm1"), file("/a", "kvm2"), file("/a", "kvm3")],
    [file("/a", "kvm1"), file("/a", "kvm2"), file("/a", "kvm3")],
  ],
  "how a file stood before": [
    [file("/a", undefined, "0600")],
    [file("/a", "kvm1", "0640")],
    [file("/a", "kvm1", "0600")],
  ],
  "a target that was taken out": [
    [file("/a"), file("/b")],
    [file("/b", "kvm2")],
    [file("/a"), file("/b", "kvm2")],
  ],
  "a target that was added in front": [
    [file("/b")],
    [file("/a", "kvm1"), file("/b", "kvm2")],
    [file("/b", "kvm2"), file("/a", "kvm1")],
  ],
  "nothing in the outputs": [[], [file("/a", "kvm1")], [file("/a", "kvm1")]],
  "nothing in the inputs": [[file("/a")], [], [file("/a")]],
};

for (const [what, [outputs, inputs, known]] of Object.entries(rows)) {
  test(`the connections of a state: ${what}`, (t) => {
    t.deepEqual(withConnections({ targets: outputs }, { targets: inputs }), { targets: known });
  });
}

test("a state without targets stays without", (t) => {
  t.deepEqual(withConnections({ action: "deny" }, {}), { action: "deny" });
});

test("what a later delete does with unreachable hosts comes from the inputs", (t) => {
  const inputs = { dropUnreachable: true };
  t.deepEqual(withConnections({ dropUnreachable: false }, inputs), inputs);
  t.deepEqual(withConnections({ dropUnreachable: true }, {}), { dropUnreachable: true });
});

test("outputs have the connections of what is left behind alone", (t) => {
  const inputs = { targets: [file("/a", "kvm1"), file("/b")] };
  const targets = [...inputs.targets, file("/a", "kvm0"), file("/c")];
  const outputs = withoutConnections({ action: "deny", targets }, inputs);
  const left = [file("/a", "kvm0"), file("/c")];
  t.deepEqual(outputs, { action: "deny", targets: [file("/a"), file("/b"), ...left] });
  t.deepEqual(withConnections(outputs, inputs), { action: "deny", targets });
});

test("what is behind its declaration comes by its key: as it stood, reached as it is now", (t) => {
  const known = new Set(["qemuArgs:kvm1:/a", "qemuArgs:kvm3:/a", "qemuArgs:localhost:/a"]);
  const [a1, a2, a3] = [file("/a", "kvm1", "0600"), file("/a", "kvm2"), file("/a", "kvm3", "0640")];
  const moved = { ...file("/a", "kvm3"), connection: { host: "kvm3", user: "ops" } };
  const added = file("/a", "kvm4");
  t.deepEqual(targetsBehind([a1, a2, a3, file("/a")], [added, moved], known, { lint: {} }), [
    added,
    { connection: moved.connection, qemuArgs: { path: "/a", mode: "0640" } },
    a1,
    file("/a"),
  ]);
});
