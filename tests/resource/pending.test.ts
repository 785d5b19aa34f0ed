import test from "ava";
import type { Hosts } from "../../provider/executor/executor.ts";
import { putTarget } from "../../provider/resource/put-target.ts";
import type { Observation } from "../../provider/target/observation.ts";
import type { Put, WantedTarget } from "../../provider/target/target-kind.ts";
import { workplace } from "./workplace.ts";

const wanted: WantedTarget = {
  key: "qemuArgs:kvm1:/etc/web.args",
  host: "kvm1",
  connection: { host: "kvm1" },
  target: {
    connection: { host: "kvm1" },
    qemuArgs: { path: "/etc/web.args", vm: { name: "web" } },
  },
  filter: {},
  fingerprint: "0123456789abcdef",
};

const inPlace: Observation = {
  found: "written",
  recordOf: "r1",
  fingerprint: wanted.fingerprint,
  evidence: "456 bytes",
};

/** A host that shows this once the target is put. */
function hostsWith(after: Observation): Hosts {
  const put: Put = { before: { found: "nothing", evidence: "no such file" }, after };
  return { perform: async <Result>() => put as Result, close: async () => {} };
}

for (const pending of ["restart", undefined] as const) {
  test(`what is put and ${pending ? "waits for a restart is warned of" : "holds is no warning"}`, async (t) => {
    const { real, messages } = workplace(t);
    const hosts = hostsWith(pending === undefined ? inPlace : { ...inPlace, pending });
    const context = { ...real, executors: { ...real.executors, hosts } };
    const { status } = await putTarget(wanted, "r1", undefined, false, context);
    t.is(status.state, "applied");
    t.is(status.pending, pending);
    t.is(messages.filter(({ kind }) => kind === "warn").length, pending ? 1 : 0);
  });
}
