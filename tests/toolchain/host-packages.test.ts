import test from "ava";
import {
  type Host,
  type HostPackage,
  hostPackages,
  planInstallation,
} from "../../toolchain/host-packages.ts";

const bare: Host = {
  platform: "linux",
  arch: "x64",
  root: true,
  apt: true,
  wish: undefined,
  has: () => false,
};

const names = (packages: readonly HostPackage[]) => packages.map(({ name }) => name);

test("on a bare host that can, everything is installed", (t) => {
  const plan = planInstallation(bare);
  t.deepEqual(names(plan.missing), names(hostPackages));
  t.is(plan.whyNot, undefined);
});

test("only what is missing is installed", (t) => {
  const has = (evidence: string) => evidence !== "gdb" && evidence !== "/usr/include/stdio.h";
  t.deepEqual(names(planInstallation({ ...bare, has }).missing), ["libc6-dev", "gdb"]);
});

test("where nothing is missing, nothing is said, whatever the host", (t) => {
  for (const host of [bare, { ...bare, root: false }, { ...bare, wish: "never" }]) {
    t.deepEqual(planInstallation({ ...host, has: () => true }), { missing: [] });
  }
});

const unable: readonly (readonly [string, Partial<Host>, RegExp])[] = [
  ["it is not wanted", { wish: "never" }, /PMUFILTER_INSTALL=never/],
  ["the system is another", { platform: "darwin" }, /Linux/],
  ["the machine is another", { arch: "arm64" }, /x86-64/],
  ["there is no apt-get", { apt: false }, /apt-get/],
  ["the user is not root", { root: false }, /root/],
];

for (const [why, host, reason] of unable) {
  test(`nothing is installed where ${why}, and that is said`, (t) => {
    const plan = planInstallation({ ...bare, ...host });
    t.is(plan.missing.length, hostPackages.length);
    t.regex(plan.whyNot ?? "", reason);
  });
}

test("every package stands once, with what tells that it is there", (t) => {
  t.is(new Set(names(hostPackages)).size, hostPackages.length);
  t.is(new Set(hostPackages.map(({ evidence }) => evidence)).size, hostPackages.length);
});
