import test from "ava";
import type { DeclaredConnection } from "../../provider/declared/connection.ts";
import { effectiveConnection } from "../../provider/declared/effective-connection.ts";

const cases: readonly [
  what: string,
  own: DeclaredConnection | undefined,
  providers: DeclaredConnection | undefined,
  effective: DeclaredConnection | undefined,
][] = [
  ["neither: this machine", undefined, undefined, undefined],
  ["a provider's without a host, alone: this machine", undefined, { user: "ops" }, undefined],
  ["a provider's with a host, alone", undefined, { host: "kvm1" }, { host: "kvm1" }],
  ["a target's alone", { host: "kvm1" }, undefined, { host: "kvm1" }],
  [
    "a target's is completed",
    { host: "kvm1", user: "root" },
    { user: "ops", sudo: true },
    { host: "kvm1", user: "root", sudo: true },
  ],
  [
    "a target without a host goes to the provider's",
    { user: "root" },
    { host: "kvm1", port: 22, hostKey: "k" },
    { host: "kvm1", port: 22, hostKey: "k", user: "root" },
  ],
  [
    "a host key and a port are not another host's",
    { host: "kvm2" },
    { host: "kvm1", port: 2222, hostKey: "k", user: "ops" },
    { host: "kvm2", user: "ops" },
  ],
  [
    "a port without a host is everybody's",
    { host: "kvm2" },
    { port: 2222 },
    { host: "kvm2", port: 2222 },
  ],
];

for (const [what, own, providers, effective] of cases) {
  test(what, (t) => t.deepEqual(effectiveConnection(own, providers), effective));
}
