import { readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { testWithKvm } from "../helper-test.ts";
import { built, runHelper } from "../run-helper.ts";
import {
  carriedRecords,
  fileOf,
  filters,
  startTimeOf,
  startVmm,
  temporaryDirectory,
  vmmProgram,
  warning,
} from "./vmm.ts";

/** What a process has open. */
const linksOf = (pid: number) =>
  readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

for (const name of ["three", "most"] as const) {
  testWithKvm(`a VM has its filter, and the process a record of it: ${name}`, async (t) => {
    const filter = fileOf(t, filters[name]);
    const vmm = await startVmm(t, ["--filter", filter], [await vmmProgram()]);
    const [record = new Map(), ...more] = carriedRecords(vmm.pid);
    t.deepEqual(more, []);
    t.like(Object.fromEntries(record), {
      "kvm-pmu-filter-record": "1",
      state: "set",
      by: "exec",
      form: "x86",
      boot: readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(),
      pid: String(vmm.pid),
      start: startTimeOf(vmm.pid),
      "vm-fd": String(vmm.vms[0]),
      filter: hex(filters[name]),
      before: "unknown",
      end: "",
    });
    t.is(vmm.stderr(), "");
  });
}

testWithKvm("nothing of exec is left in the VMM but the record", async (t) => {
  const vmm = await startVmm(t, ["--filter", fileOf(t, filters.three)], [await vmmProgram()]);
  t.is(readFileSync(`/proc/${vmm.pid}/environ`, "latin1").replaceAll("\0", ""), "");
  t.deepEqual(
    linksOf(vmm.pid)
      .filter((link) => !/^(pipe|socket):|\/stderr$/.test(link))
      .toSorted(),
    ["/dev/kvm", "/memfd:kvm-pmu-filter (deleted)", "anon_inode:kvm-vm"],
  );
});

testWithKvm("VMs of several threads each get the filter and a record", async (t) => {
  const program = [await vmmProgram(), "--threads", "16"];
  const vmm = await startVmm(t, ["--filter", fileOf(t, filters.most)], program);
  const recorded = carriedRecords(vmm.pid).map((record) => Number(record.get("vm-fd")));
  const ascending = (a: number, b: number) => a - b;
  t.is(vmm.vms.length, 16);
  t.deepEqual(recorded.toSorted(ascending), vmm.vms.toSorted(ascending));
});

testWithKvm("a VMM that forks before it makes its VM has the filter and a record", async (t) => {
  const program = [await vmmProgram(), "--fork"];
  const vmm = await startVmm(t, ["--filter", fileOf(t, filters.three)], program);
  t.not(vmm.pid, vmm.child.pid);
  const [record = new Map()] = carriedRecords(vmm.pid);
  t.deepEqual([record.get("pid"), record.get("start")], [String(vmm.pid), startTimeOf(vmm.pid)]);
});

/** What executes another program, by name. */
const launchers: readonly (readonly string[])[] = [
  ["env", "A=1"],
  ["taskset", "1"],
  ["nice", "-n", "1"],
  ["setpriv", "--no-new-privs"],
  ["nice", "-n", "1", "env"],
  ["sh", "-c", 'true; exec "$@"', "sh"],
];

for (const launcher of launchers) {
  const title = `a VM has its filter where the VMM is executed by ${launcher.join(" ")}`;
  testWithKvm(title, async (t) => {
    const filter = ["--filter", fileOf(t, filters.three)];
    const program = ["/usr/bin/env", ...launcher, await vmmProgram()];
    const vmm = await startVmm(t, filter, program);
    t.deepEqual(
      carriedRecords(vmm.pid).map((record) => record.get("filter")),
      [hex(filters.three)],
    );
    t.notRegex(readFileSync(`/proc/${vmm.pid}/environ`, "latin1"), /LD_PRELOAD|KVM_PMU/);
    t.notRegex(linksOf(vmm.pid).join("\n"), /handover|preload/);
    t.is(vmm.stderr(), "");
  });
}

testWithKvm("limits that a program sets before it executes the VMM hold", async (t) => {
  const filter = ["--filter", fileOf(t, filters.three)];
  const shell = ["/bin/sh", "-c", 'ulimit -n 60; exec "$@"', "sh"];
  const vmm = await startVmm(t, filter, [...shell, await vmmProgram()]);
  t.regex(readFileSync(`/proc/${vmm.pid}/limits`, "latin1"), /^Max open files +60 +60 /m);
  t.is(carriedRecords(vmm.pid).length, 1);
});

testWithKvm("a limit of files that is too low for the record costs the record alone", async (t) => {
  const shell = ["/bin/sh", "-c", 'ulimit -f 1; exec "$@"', "sh"];
  const program = [...shell, await vmmProgram()];
  const vmm = await startVmm(t, ["--filter", fileOf(t, filters.most)], program);
  t.is(carriedRecords(vmm.pid).length, 0);
  t.regex(vmm.stderr(), /^kvm-pmu-filter: warning: .*\[RECORD_FAILED, EFBIG\]\n$/);
});

testWithKvm("of two exec the nearest counts", async (t) => {
  const inner = [await built("all"), "exec", "--filter", fileOf(t, filters.most), "--"];
  const program = [...inner, await vmmProgram()];
  const vmm = await startVmm(t, ["--filter", fileOf(t, filters.three)], program);
  t.deepEqual(
    carriedRecords(vmm.pid).map((record) => record.get("filter")),
    [hex(filters.most)],
  );
  t.is(readFileSync(`/proc/${vmm.pid}/environ`, "latin1").replaceAll("\0", ""), "");
  t.notRegex(linksOf(vmm.pid).join("\n"), /handover|preload/);
});

testWithKvm("descriptors that the VMM has taken for itself are left alone", async (t) => {
  const program = [await vmmProgram(), "--reuse"];
  const vmm = await startVmm(t, ["--filter", fileOf(t, filters.three)], program);
  t.is(carriedRecords(vmm.pid).length, 1);
  // Those of the library and of the filter, and the one that took their places.
  t.is(linksOf(vmm.pid).filter((link) => link === "/dev/null").length, 3);
});

testWithKvm("a VMM that makes VM after VM keeps no more records than descriptors", async (t) => {
  const program = [await vmmProgram(), "--churn", "50"];
  const vmm = await startVmm(t, ["--filter", fileOf(t, filters.three)], program);
  const records = carriedRecords(vmm.pid).map((record) => record.get("vm-fd"));
  t.is(new Set(records).size, records.length);
  t.true(records.includes(String(vmm.vms[0])));
  t.true(records.length < 5);
});

testWithKvm("a VMM that sets a filter of its own ends instead", async (t) => {
  const args = ["exec", "--filter", fileOf(t, filters.three), "--"];
  const ended = await runHelper([...args, await vmmProgram(), "--own-filter"]);
  t.is(ended.code, 6);
  t.regex(ended.stderr, /^kvm-pmu-filter: [ -~]* \[PROGRAM_UNUSABLE\]\n$/);
});

testWithKvm("with --optional it has its own, a warning, and no record", async (t) => {
  const args = ["--optional", "--filter", fileOf(t, filters.three)];
  const vmm = await startVmm(t, args, [await vmmProgram(), "--own-filter"]);
  t.regex(vmm.stderr(), /^kvm-pmu-filter: warning: [ -~]* \[PROGRAM_UNUSABLE\]\nown 0\n$/);
  t.deepEqual(carriedRecords(vmm.pid), []);
});

for (const [name, errno] of [
  ["tooMany", "E2BIG"],
  ["badEntry", "EINVAL"],
] as const) {
  testWithKvm(`a filter that the kernel refuses ends the VMM: ${name}`, async (t) => {
    const file = fileOf(t, filters[name]);
    const ended = await runHelper(["exec", "--filter", file, "--", await vmmProgram()]);
    t.deepEqual([ended.code, ended.stdout], [1, ""]);
    t.regex(ended.stderr, new RegExp(`^kvm-pmu-filter: .* \\[FILTER_REFUSED, ${errno}\\]\n$`));
    t.true(ended.stderr.includes(` ${file}. `));
    t.notRegex(ended.stderr, warning);
  });

  testWithKvm(`with --optional it runs without that filter, and says so: ${name}`, async (t) => {
    const file = fileOf(t, filters[name]);
    const vmm = await startVmm(t, ["--optional", "--filter", file], [await vmmProgram()]);
    t.regex(vmm.stderr(), new RegExp(`\\[FILTER_REFUSED, ${errno}\\]\n$`));
    t.regex(vmm.stderr(), warning);
    t.true(vmm.stderr().includes(` ${file}. `));
    t.is(vmm.vms.length, 1);
    t.deepEqual(carriedRecords(vmm.pid), []);
  });
}

testWithKvm("the file of a refused filter is told in one line, whatever its name", async (t) => {
  const [name, told] = ["a\n\u001b[2J", "a??[2J"];
  for (const length of [0, 240]) {
    const file = join(temporaryDirectory(t), `${name}${"x".repeat(length)}`);
    writeFileSync(file, filters.tooMany);
    const ended = await runHelper(["exec", "--filter", file, "--", await vmmProgram()]);
    t.is(ended.code, 1);
    t.regex(ended.stderr, /^kvm-pmu-filter: [ -~]* \[FILTER_REFUSED, E2BIG\]\n$/);
    t.true(ended.stderr.includes(file.replace(name, told).slice(0, 255)));
  }
});
