import test from "ava";
import { decode } from "../../provider/declared/codec.ts";
import { affectedOf, libvirtCodec } from "../../provider/declared/domain.ts";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { vmCodec } from "../../provider/declared/vm.ts";

const uuid = "0BA31D56-3c5c-4c60-a8b3-2d3f8b0a7c11";

const taken: readonly PropertyObject[] = [
  { pid: 4711 },
  { pidFile: "/run/qemu/web.pid" },
  { name: "web 1, with 'quotes'" },
  { uuid },
  { unit: "machine-qemu\\x2d1\\x2dweb.scope" },
  { domain: "web" },
  { domain: uuid, uri: "qemu:///session" },
];

for (const vm of taken) {
  test(`a VM may be ${JSON.stringify(vm)}`, (t) => {
    t.deepEqual(decode(vmCodec, vm).problems, []);
  });
}

test("UUIDs have one spelling", (t) => {
  t.deepEqual(decode(vmCodec, { uuid }).value, { uuid: uuid.toLowerCase() });
  t.deepEqual(decode(vmCodec, { domain: uuid }).value, { domain: uuid.toLowerCase() });
});

const refused: readonly [vm: PropertyObject, path: string, code: string][] = [
  [{}, "", "TARGET_KIND_MISSING"],
  [{ name: "a", pid: 4711 }, "name", "PROPERTY_SURPLUS"],
  [{ name: "a", uri: "qemu:///system" }, "uri", "PROPERTY_SURPLUS"],
  [{ pid: 1 }, "pid", "NUMBER_OUT_OF_RANGE"],
  [{ pid: "4711" }, "pid", "TYPE_WRONG"],
  [{ pidFile: "web.pid" }, "pidFile", "PATH_INVALID"],
  [{ pidFile: "/run/qemu/" }, "pidFile", "PATH_INVALID"],
  [{ name: "" }, "name", "VM_INVALID"],
  [{ name: "a\nb" }, "name", "VM_INVALID"],
  [{ uuid: "web" }, "uuid", "VM_INVALID"],
  [{ unit: "web" }, "unit", "VM_INVALID"],
  [{ unit: "../web.service" }, "unit", "VM_INVALID"],
  [{ domain: "7" }, "domain", "VM_INVALID"],
  [{ domain: "a/b" }, "domain", "VM_INVALID"],
  [{ domain: "a", uri: "qemu+ssh://kvm1/system" }, "uri", "VM_INVALID"],
  [{ domain: "a", uri: "qemu:///system?a\0b" }, "uri", "VM_INVALID"],
];

for (const [vm, path, code] of refused) {
  test(`a VM may not be ${JSON.stringify(vm)}`, (t) => {
    const { problems } = decode(vmCodec, vm);
    t.deepEqual(
      problems.map((problem) => [problem.path.join("."), problem.code]),
      [[path, code]],
    );
  });
}

const affected: readonly [
  declared: { readonly live?: boolean; readonly config?: boolean },
  config: boolean,
  live: string,
][] = [
  [{}, true, "if-running"],
  [{ config: true }, true, "no"],
  [{ live: true }, false, "yes"],
  [{ config: true, live: true }, true, "yes"],
  [{ config: false }, false, "yes"],
  [{ live: false }, true, "no"],
  [{ config: true, live: false }, true, "no"],
  [{ config: false, live: true }, false, "yes"],
];

for (const [declared, config, live] of affected) {
  test(`what of a domain is affected by ${JSON.stringify(declared)}`, (t) => {
    t.deepEqual(decode(libvirtCodec, { domain: "web", ...declared }).problems, []);
    t.deepEqual(affectedOf(declared), { config, live });
  });
}

test("a domain of which nothing is affected is refused", (t) => {
  const { problems } = decode(libvirtCodec, { domain: "web", live: false, config: false });
  t.like(problems, [{ code: "TARGET_KIND_MISSING" }]);
});
