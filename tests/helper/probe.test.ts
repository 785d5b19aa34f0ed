import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { kvmAbi } from "../../provider/encoding/kvm-abi.ts";
import { scratch } from "../executor/scratch.ts";
import { testAsRoot, testWithHelper, testWithKvm } from "./helper-test.ts";
import { built, jsonOf, type Probe, runHelper } from "./run-helper.ts";

const nobody = 65534;

testWithHelper("probe says what the kernel is and what may be traced", async (t) => {
  const ended = await runHelper(["probe"]);
  t.like(ended, { code: 0, stderr: "" });
  const { command, ok, kernel, kvm, ptrace } = jsonOf<Probe>(ended);
  t.deepEqual({ command, ok, kernel }, { command: "probe", ok: true, kernel: release() });
  t.deepEqual(Object.keys(kvm), kvmKeys);
  t.deepEqual(Object.keys(ptrace), ptraceKeys);
  t.is(ptrace.uid, process.getuid?.() ?? -1);
  t.is(ptrace.capSysPtrace, hasSysPtrace());
});

const kvmKeys = [
  "device",
  "access",
  "errno",
  "apiVersion",
  "capabilities",
  "vpmu",
  "scratchVm",
  "vendorRules",
  "filter",
];
const ptraceKeys = ["reach", "errno", "uid", "capSysPtrace", "initialUserNamespace", "yamaScope"];

/** CAP_SYS_PTRACE is number 19 (kernel, include/uapi/linux/capability.h). */
function hasSysPtrace(): boolean {
  const [, effective = "0"] =
    /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return ((BigInt(`0x${effective}`) >> 19n) & 1n) === 1n;
}

testWithKvm("probe asks KVM", async (t) => {
  const { kvm } = jsonOf<Probe>(await runHelper(["probe"]));
  t.like(kvm, { device: "/dev/kvm", access: "ok", errno: null, apiVersion: 12 });
  t.like(kvm.scratchVm, { created: true, errno: null });
  const capabilities = kvm.capabilities ?? {};
  t.deepEqual(Object.keys(capabilities), [
    "pmuEventFilter",
    "pmuCapability",
    "pmuEventMaskedEvents",
    "armPmuV3",
  ]);
  // Masked entries came later than filters, and tell the vendor's rules.
  const masked = capabilities["pmuEventMaskedEvents"] === kvmAbi.flagMaskedEvents;
  t.is(kvm.vendorRules !== null, masked);
  if (masked) t.is(capabilities["pmuEventFilter"], 1);
  if (capabilities["pmuEventFilter"] === 1) {
    t.deepEqual(kvm.filter, { form: "x86", errno: null, live: true, eventBits: null });
  }
  if (kvm.vpmu !== null) {
    t.is(kvm.vpmu, capabilities["pmuCapability"] !== 0 || capabilities["armPmuV3"] !== 0);
  }
});

testAsRoot("probe tells what another user may not do", async (t) => {
  const directory = scratch(t);
  chmodSync(directory, 0o755);
  const file = join(directory, "kvm-pmu-filter");
  copyFileSync(await built("all"), file);
  const ended = await runHelper(["probe"], { file, uid: nobody, gid: nobody });
  t.like(ended, { code: 0, stderr: "" });
  const { kvm, ptrace } = jsonOf<Probe>(ended);
  t.like(kvm, accessOfOthers());
  t.like(ptrace, { uid: nobody, capSysPtrace: false });
  t.true(["none", "descendants", "own-user"].includes(ptrace.reach));
});

function accessOfOthers(): Partial<Probe["kvm"]> {
  const status = statSync("/dev/kvm", { throwIfNoEntry: false });
  if (status === undefined) return { access: "missing", errno: "ENOENT", apiVersion: null };
  const open = (status.mode & 0o006) === 0o006;
  return open ? { access: "ok" } : { access: "denied", errno: "EACCES", capabilities: null };
}

testAsRoot("a set-user-ID program refuses to run", async (t) => {
  // Not in the directory for temporary files, where many a system ignores the bit.
  const program = await built("all");
  const directory = mkdtempSync(join(program, "..", "..", "set-uid-"));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const file = join(directory, "kvm-pmu-filter");
  copyFileSync(program, file);
  chmodSync(directory, 0o755);
  chownSync(file, nobody, nobody);
  chmodSync(file, 0o4755);
  const ended = await runHelper(["probe"], { file });
  t.is(ended.code, 4);
  t.like(jsonOf(ended), { ok: false, error: { code: "SETUID_REFUSED" } });
});
