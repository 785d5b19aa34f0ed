import { scratch } from "../../executor/scratch.ts";
import { testWithVm } from "../helper-test.ts";
import { holdVms } from "../vm-holder.ts";
import { vmStatusOf } from "../vm-status.ts";

const json = '{"qom-type":"kvm-pmu-filter","id":"f0","action":"deny","events":[]}';
const spaced = `{ "id": "\u00e9", 'qom-type' : 'kvm-pmu-filter' }`;
const nested = '{"qom-type":"other","props":{"qom-type":"kvm-pmu-filter"}}';
const text = "kvm-pmu-filter,id=f1,action=allow";

/* Arguments, and what of them is about QEMU's own filters. */
const commandLines: readonly (readonly [
  readonly string[],
  readonly string[],
  readonly string[],
])[] = [
  [[], [], []],
  [["-object", json, "-accel", "kvm,pmu-filter=f0"], [json], ["kvm,pmu-filter=f0"]],
  [["--accel", "kvm", "--object", spaced, "-accel", "tcg"], [spaced], ["kvm", "tcg"]],
  [["-object", text, "-object", json], [text, json], []],
  [["-object", "id=f1,qom-type=kvm-pmu-filter"], ["id=f1,qom-type=kvm-pmu-filter"], []],
  [["-object", "memory-backend-ram,id=kvm-pmu-filter"], [], []],
  [["-object", "kvm-pmu-filters,id=a", "-object", nested, "-object", "{}"], [], []],
  [["-object", '{"qom-type":"kvm-pmu-filter'], [], []],
  [["-object", '["qom-type","kvm-pmu-filter"]'], [], []],
  [["-append", "-object", json, "-append", "-accel", "-name", "-accel", "x"], [], []],
  [["-S", "-accel", "kvm", "-enable-kvm", "-object"], [], ["kvm"]],
];

testWithVm("status tells QEMU's own filters by its command line, as they are", async (t) => {
  const records = scratch(t);
  for (const [args, objects, accels] of commandLines) {
    const holder = await holdVms(t, { args });
    const vm = await vmStatusOf(t, records, holder.pid);
    t.deepEqual(vm.qemuArguments, { objects, accels }, JSON.stringify(args));
    await holder.kill();
  }
});

/* 17 arguments of 128 KiB, which is more than is read. */
const much = `
  ulimit -s 65536
  x=$(head -c 131000 /dev/zero | tr '\\0' x)
  set -- -accel kvm
  while [ $# -lt 19 ]; do set -- "$@" "$x"; done
  exec "$0" "$@"`;

testWithVm("a command line that is not read to its end is not told in part", async (t) => {
  const holder = await holdVms(t, { through: ["sh", "-c", much] });
  t.is((await vmStatusOf(t, scratch(t), holder.pid)).qemuArguments, null);
});
