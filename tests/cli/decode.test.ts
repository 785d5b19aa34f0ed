import test from "ava";
import { files } from "./files.ts";
import { runInMemory, runJson } from "./run-in-memory.ts";

const x86 = ["web.yaml", "web.json", "deny.yaml", "object.json", "linked.cmdline", "amd.hex"];
const arm64 = ["arm.yaml", "calls.hex", "qemu.txt", "kvmtool.txt"];

for (const file of [...x86, ...arm64]) {
  test(`the YAML of ${file} has the same effect`, async (t) => {
    const { stdout } = await runInMemory(["decode", file], { files });
    const again = await runJson(["diff", file, "-"], { files, stdin: stdout });
    t.is(again.exitCode, 0);
    t.true(again.json.same);
  });
}

const forms: readonly [string, readonly string[]][] = [
  ["web.yaml", ["kvm-struct", "qemu-object", "qemu-arguments", "yaml"]],
  ["deny.yaml", ["kvm-struct", "qemu-object", "qemu-arguments", "yaml"]],
  ["arm.yaml", ["arm64-structs", "qemu-cpu", "kvmtool", "yaml"]],
];

for (const [file, tos] of forms) {
  for (const to of tos) {
    test(`what encode --to ${to} prints of ${file} is told by its content, and the same`, async (t) => {
      const { stdout } = await runInMemory(["encode", "--to", to, file], { files });
      const stdin = to === "qemu-cpu" ? `qemu-system-aarch64 -cpu '${stdout.trim()}'` : stdout;
      const { exitCode } = await runInMemory(["diff", file, "-"], { files, stdin });
      t.is(exitCode, 0);
    });
  }
}

test("decode tells which raw events KVM drops", async (t) => {
  const { exitCode, json } = await runJson(["decode", "stray.hex"], { files });
  t.is(exitCode, 0);
  t.is(json.form, "kvm-struct");
  const [{ why, ...dropped }] = json.verdicts[0].dropped;
  t.deepEqual(dropped, { index: 1, code: "0x00000000010000c5" });
  t.is(typeof why, "string");
  t.deepEqual(
    json.filter.entries.map(({ entry }: { entry: string }) => entry),
    ["c4/00"],
  );
});

test("decode tells each vendor's verdict where they differ", async (t) => {
  const { json } = await runJson(["decode", "amd.hex"], { files });
  const verdicts = json.verdicts.map(({ verdict, hosts, errno }: Record<string, unknown>) => ({
    verdict,
    hosts,
    errno,
  }));
  t.deepEqual(verdicts, [
    { verdict: "refused", hosts: ["intel"], errno: "EINVAL" },
    { verdict: "taken", hosts: ["amd"], errno: undefined },
  ]);
});

const without: readonly [string, object][] = [
  ["action-2.hex", { verdict: "refused", by: "KVM", errno: "EINVAL" }],
  ["empty-object.json", { verdict: "refused", by: "QEMU" }],
  ["beside.txt", { verdict: "refused", by: "QEMU" }],
  ["libvirt.log", { verdict: "none" }],
  ["unlinked.txt", { verdict: "none" }],
];

for (const [file, expected] of without) {
  test(`no filter comes of ${file}`, async (t) => {
    const { exitCode, json } = await runJson(["decode", file], { files });
    t.is(exitCode, 1);
    t.is(json.filter, null);
    const [{ problem: _, ...verdict }] = json.verdicts;
    t.deepEqual(verdict, expected);
  });
}

test("arm64: decode tells the call that a host with 10 bits refuses", async (t) => {
  const { json } = await runJson(["decode", "--bits", "10"], {
    stdin: "A:0x11-0x11,A:0x400-0x400",
  });
  const { verdict, errno, call } = json.verdicts[0];
  t.deepEqual({ verdict, errno, call }, { verdict: "refused", errno: "EINVAL", call: 1 });
});
