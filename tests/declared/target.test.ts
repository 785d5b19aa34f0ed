import test from "ava";
import type { PropertyValue } from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import { problemsOf, withTarget, withTargets } from "./problems.ts";
import { testRefusals } from "./refusal-table.ts";

const file = (path: string) => ({ qemuArgs: { path } });

testRefusals([
  [
    "a control character in libvirt's URI",
    withTargets({ libvirt: { domain: "web1", uri: "qemu:///system?socket=/run/\0" } }),
    [["targets[0].libvirt.uri", "VM_INVALID"]],
  ],
  [
    "a target without a place",
    withTargets({}),
    [["targets[0]", "TARGET_KIND_MISSING"]],
    "qemuArgs",
  ],
  [
    "a target whose place is null",
    withTargets({ qemuArgs: null }),
    [["targets[0]", "TARGET_KIND_MISSING"]],
  ],
  [
    "a target with a misspelt place",
    withTargets({ qemuArg: { path: "/a" } }),
    [["targets[0].qemuArg", "PROPERTY_UNKNOWN"]],
    "Did you mean qemuArgs?",
  ],
  [
    "a file without a path",
    withTargets({ qemuArgs: {} }),
    [["targets[0].qemuArgs.path", "PROPERTY_MISSING"]],
  ],
  [
    "the same file twice",
    withTargets(file("/a"), file("/a")),
    [["targets[1]", "TARGET_DUPLICATE"]],
  ],
  [
    "the same file twice in two formats",
    withTargets(file("/a"), { qemuArgs: { path: "/a", format: "environment" } }),
    [["targets[1]", "TARGET_DUPLICATE"]],
  ],
  [
    "the same file thrice, spelt differently, beside another",
    withTargets(file("/etc/a"), file("/b"), file("/etc//a"), file("/etc/x/./../a")),
    [
      ["targets[2]", "TARGET_DUPLICATE"],
      ["targets[3]", "TARGET_DUPLICATE"],
    ],
    "targets[0]",
  ],
]);

const refused: Readonly<Record<string, readonly [code: string, values: readonly PropertyValue[]]>> =
  {
    path: [
      "PATH_INVALID",
      [
        "",
        "web.args",
        "./web.args",
        "../web.args",
        "~/web.args",
        "C:\\web.args",
        "/",
        "/etc/",
        "/etc/.",
        "/etc/..",
        "/etc/pmufilter/web\nargs",
        "/etc/\0",
        "/etc/\x7f",
        "/etc/web.args.pmufilter.json",
      ],
    ],
    mode: [
      "MODE_INVALID",
      ["", "64", "0o644", "999", "0999", "1644", "00644", "rw-r--r--", " 644"],
    ],
    owner: [
      "ACCOUNT_INVALID",
      ["", " ", "a b", "-x", "a:b", "1000a", "a/b", "a\n", "4294967295", "9".repeat(400)],
    ],
    group: ["ACCOUNT_INVALID", ["", "kvm,root", "+1"]],
  };

for (const [property, [code, values]] of Object.entries(refused)) {
  test(`refused as ${property}`, (t) => {
    for (const value of values) {
      const found = problemsOf(withTarget({ [property]: value }));
      t.deepEqual(found, [[`targets[0].qemuArgs.${property}`, code]], JSON.stringify(value));
    }
  });

  test(`refused as ${property}: what is no text`, (t) => {
    for (const value of [true, 420, 0o644, [], {}]) {
      const found = problemsOf(withTarget({ [property]: value }));
      t.deepEqual(found, [[`targets[0].qemuArgs.${property}`, "TYPE_WRONG"]], String(value));
    }
  });
}

test("a bare number as mode or account: the hint quotes it", (t) => {
  const reason = (qemuArgs: Readonly<Record<string, number>>) =>
    check(withTarget(qemuArgs)).failures[0]?.reason ?? "";
  t.true(reason({ mode: 644 }).includes('"0644"'));
  t.true(reason({ owner: 107 }).includes('"107"'));
  t.true(reason({ group: 36 }).includes('"36"'));
});

const normalised: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  path: [
    ["/a", "/a"],
    ["/etc//pmufilter/./x/../web.args", "/etc/pmufilter/web.args"],
    ["/etc/a b'c\"d$e", "/etc/a b'c\"d$e"],
    ["/etc/ä", "/etc/ä"],
  ],
  mode: [
    ["0644", "0644"],
    ["644", "0644"],
    ["000", "0000"],
  ],
  owner: [
    ["root", "root"],
    ["0", "0"],
    ["00107", "107"],
    ["4294967294", "4294967294"],
    ["libvirt-qemu", "libvirt-qemu"],
    ["_a.b-c$", "_a.b-c$"],
  ],
  group: [["kvm", "kvm"]],
};

for (const [property, pairs] of Object.entries(normalised)) {
  test(`${property} is normalised`, (t) => {
    for (const [declared, expected] of pairs) {
      const { inputs, failures } = check(
        withTargets({ qemuArgs: { path: "/b", [property]: declared } }),
      );
      t.deepEqual(failures, [], declared);
      const [target] = inputs["targets"] as readonly { qemuArgs: Record<string, string> }[];
      t.is(target?.qemuArgs[property], expected);
    }
  });
}
