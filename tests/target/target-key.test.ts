import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { decode } from "../../provider/declared/codec.ts";
import { type DeclaredTarget, targetCodec } from "../../provider/declared/target.ts";
import { connectionOfHostName, hostName } from "../../provider/target/host-name.ts";
import { targetKey, targetOfKey } from "../../provider/target/target-key.ts";

const uuid = "0ba31d56-3c5c-4c60-a8b3-2d3f8b0a7c11";

/** Targets, and their keys. */
const keys: readonly [key: string, target: DeclaredTarget][] = [
  ["qemuArgs:localhost:/etc/web.args", { qemuArgs: { path: "/etc/web.args" } }],
  ["qemuArgs:localhost:/a", { qemuArgs: { path: "/a" } }],
  ["qemuArgs:localhost:/a:b c", { qemuArgs: { path: "/a:b c" } }],
  [
    "qemuArgs:kvm1.example:/etc/web.args",
    { connection: { host: "kvm1.example" }, qemuArgs: { path: "/etc/web.args" } },
  ],
  [
    "qemuArgs:[kvm1.example]:2222:/etc/web.args",
    { connection: { host: "kvm1.example", port: 2222 }, qemuArgs: { path: "/etc/web.args" } },
  ],
  ["kvm:[2001:db8::1]:name=web1", { connection: { host: "2001:db8::1" }, kvm: { name: "web1" } }],
  ["kvm:[localhost]:pid=4711", { connection: { host: "localhost" }, kvm: { pid: 4711 } }],
  ["kvm:localhost:pidFile=/run/web.pid", { kvm: { pidFile: "/run/web.pid" } }],
  [`kvm:localhost:uuid=${uuid}`, { kvm: { uuid } }],
  ["kvm:localhost:unit=qemu@web.service", { kvm: { unit: "qemu@web.service" } }],
  ["kvm:localhost:name=a=b:c", { kvm: { name: "a=b:c" } }],
  ["kvm:localhost:domain=web@qemu:///session", { kvm: { domain: "web", uri: "qemu:///session" } }],
  ["libvirt:kvm1:web", { connection: { host: "kvm1" }, libvirt: { domain: "web" } }],
  [
    "libvirt:kvm1:web@qemu:///session",
    { connection: { host: "kvm1" }, libvirt: { domain: "web", uri: "qemu:///session" } },
  ],
];

for (const [key, target] of keys) {
  test(`the key ${key}`, (t) => {
    t.is(targetKey(target, target.connection), key);
    t.deepEqual(targetOfKey(key), target);
  });
}

test("the URI that libvirt takes by itself is not in a key", (t) => {
  const libvirt = { domain: "web", uri: "qemu:///system" };
  t.is(targetKey({ libvirt }, undefined), "libvirt:localhost:web");
  t.is(targetKey({ kvm: libvirt }, undefined), "kvm:localhost:domain=web");
});

test("who logs in, and how, is not in a key", (t) => {
  const target = { qemuArgs: { path: "/a" } };
  t.is(
    targetKey(target, { host: "kvm1", ...({ user: "ops", sudo: true } as object) }),
    "qemuArgs:kvm1:/a",
  );
});

/** Other ways to write a key, and what they mean. */
const spellings: readonly [key: string, target: DeclaredTarget][] = [
  ["qemuArgs::/etc/web.args", { qemuArgs: { path: "/etc/web.args" } }],
  ["qemuArgs:localhost:/etc//x/../web.args", { qemuArgs: { path: "/etc/web.args" } }],
];

for (const [key, target] of spellings) {
  test(`the target of ${key}`, (t) => t.deepEqual(targetOfKey(key), target));
}

const none = [
  "qemuArgs:localhost:etc/web.args",
  "qemuArgs:localhost:/etc/",
  "qemuArgs:localhost:/",
  "qemuArgs:localhost:",
  "qemuArgs:/etc/web.args",
  "kvm:localhost:web1",
  "kvm:localhost:pid=web1",
  "kvm:localhost:colour=red",
  "kvm:localhost:name=",
  "libvirt:localhost:",
  "disk:localhost:/etc/web.args",
  "/etc/web.args",
  "",
];

for (const key of none) {
  test(`no target: ${JSON.stringify(key)}`, (t) => t.is(targetOfKey(key), undefined));
}

testProp(
  "a key tells every path that may be declared",
  [
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({
        unit: fc.constantFrom("a", "/", ".", ":", " ", "\u2028", "\n", "'", "\u{1f4a9}"),
      }),
    ),
  ],
  (t, text) => {
    const { value } = decode(targetCodec, { qemuArgs: { path: `/${text}` } });
    fc.pre(value !== undefined);
    const target = value as DeclaredTarget;
    t.deepEqual(targetOfKey(targetKey(target, undefined)), target);
  },
  { numRuns: 2000 },
);

testProp(
  "a host's name tells every host and port that may be declared",
  [
    fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6(),
      fc.constantFrom("localhost", "kvm_1", "fe80::1%eth0"),
    ),
    fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined }),
  ],
  (t, host, port) => {
    const connection = port === undefined ? { host } : { host, port };
    t.notThrows(() => decode(targetCodec, { connection, qemuArgs: { path: "/a" } }));
    t.deepEqual(connectionOfHostName(hostName(connection)), connection);
  },
);
