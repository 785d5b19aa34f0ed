import { spawnSync } from "node:child_process";
import { testInNamespace } from "./helper-test.ts";
import { built, jsonOf, type Probe } from "./run-helper.ts";

const hosts: readonly (readonly [string, string, Partial<Probe["kvm"]>, string])[] = [
  [
    "no /dev/kvm",
    "mount -t tmpfs none /dev",
    { access: "missing", errno: "ENOENT" },
    "KVM_MISSING",
  ],
  [
    "another device in its place",
    "mount -t tmpfs none /dev && mknod -m 666 /dev/kvm c 1 3",
    { access: "unusable", errno: "ENOTTY" },
    "KVM_UNUSABLE",
  ],
];

for (const [what, mount, access, code] of hosts) {
  testInNamespace(`${what}: probe says so, check fails`, async (t) => {
    const probe = await runIn(mount, "probe");
    t.is(probe.code, 0, probe.stderr);
    const unknown = {
      apiVersion: null,
      capabilities: null,
      vpmu: null,
      scratchVm: null,
      vendorRules: null,
      filter: null,
    };
    t.like(jsonOf<Probe>(probe).kvm, { ...access, ...unknown });
    const check = await runIn(mount, "check");
    t.is(check.code, 4);
    t.like(jsonOf(check), { ok: false, error: { code, errno: access.errno } });
  });
}

/** Runs a subcommand in a mount namespace of its own, after a command there. */
async function runIn(mount: string, subcommand: string) {
  const script = `${mount} && exec "$0" ${subcommand}`;
  const args = ["--mount", "--propagation", "private", "sh", "-c", script, await built("checked")];
  const { status, stdout, stderr } = spawnSync("unshare", args, { encoding: "utf8" });
  return { code: status ?? "", stdout, stderr };
}
