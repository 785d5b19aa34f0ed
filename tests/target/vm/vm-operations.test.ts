import test from "ava";
import type { DeclaredVm } from "../../../provider/declared/vm.ts";
import { vmOperations } from "../../../provider/target/vm/vm-operations.ts";

const choices: readonly [DeclaredVm, readonly string[]][] = [
  [{ pid: 4711 }, ["--pid", "4711"]],
  [{ pidFile: "/run/web1.pid" }, ["--pidfile", "/run/web1.pid"]],
  [{ name: "-web1" }, ["--name", "-web1"]],
  [
    { uuid: "0ba31d56-0a2c-4d5f-9a55-3f1d0c2d7a10" },
    ["--uuid", "0ba31d56-0a2c-4d5f-9a55-3f1d0c2d7a10"],
  ],
  [
    { domain: "0ba31d56-0a2c-4d5f-9a55-3f1d0c2d7a10" },
    ["--uuid", "0ba31d56-0a2c-4d5f-9a55-3f1d0c2d7a10"],
  ],
  [{ unit: "qemu@web1.service" }, ["--unit", "qemu@web1.service"]],
];

for (const [vm, choice] of choices) {
  test(`a VM chosen by ${Object.keys(vm)[0]} is found by kvm-pmu-filter itself: ${choice[0]}`, (t) => {
    t.deepEqual(vmOperations(vm, { command: "status", readOnly: true }), [
      { op: "run", program: "helper", args: ["status", ...choice], readOnly: true },
    ]);
  });
}

const uris = [
  [undefined, "qemu:///system"],
  ["qemu:///session", "qemu:///session"],
] as const;

for (const [uri, said] of uris) {
  test(`a domain's UUID is asked of virsh at ${said}, in the same exchange`, (t) => {
    const vm = { domain: "-web1", ...(uri !== undefined && { uri }) };
    const run = { command: "apply", options: ["--owner", "x"], input: "00\n", readOnly: false };
    t.deepEqual(vmOperations(vm, { ...run, command: "apply" }), [
      {
        op: "run",
        program: "virsh",
        args: ["--quiet", "--connect", said, "domuuid", "--domain=-web1"],
        readOnly: true,
      },
      { op: "onlyIfOutput" },
      {
        op: "run",
        program: "helper",
        args: ["apply", "--uuid", { firstLine: true }, "--owner", "x"],
        input: "00\n",
        readOnly: false,
      },
    ]);
  });
}
