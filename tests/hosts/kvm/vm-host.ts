import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import type { DeclaredTarget } from "../../../provider/declared/target.ts";
import type { DeclaredVm } from "../../../provider/declared/vm.ts";
import { Host } from "../../../provider/executor/host/host.ts";
import { LocalTransport } from "../../../provider/executor/local/local-transport.ts";
import { kvmTarget } from "../../../provider/target/kvm/kvm-target.ts";
import type { Observation } from "../../../provider/target/observation.ts";
import type { Procedure } from "../../../provider/target/procedure.ts";
import type {
  Adoptable,
  Place,
  Put,
  Removed,
  WantedTarget,
} from "../../../provider/target/target-kind.ts";
import { scratch } from "../../executor/scratch.ts";
import { built, jsonOf, runHelper } from "../../helper/run-helper.ts";
import type { VmStatus } from "../../helper/vm-status.ts";

/** This machine as a host whose /run and /var/lib are the test's own. */
export interface VmHost {
  /** Where kvm-pmu-filter keeps its records, as the test sees it. */
  readonly records: string;
  perform<Result>(procedure: Procedure<Result>): Promise<Result>;
  look(vm: DeclaredVm): Promise<Observation>;
  put(vm: DeclaredVm, kvmStruct: string, resource: string): Promise<Put>;
  remove(vm: DeclaredVm, resource: string, over?: Observation): Promise<Removed>;
  adopt(vm: DeclaredVm): Promise<Adoptable | undefined>;
}

/** Makes such a host. */
export async function vmHost(t: ExecutionContext, as: readonly string[] = []): Promise<VmHost> {
  const directory = scratch(t);
  chmodSync(directory, 0o755);
  for (const [name, mode] of ownDirectories) {
    mkdirSync(join(directory, name));
    chmodSync(join(directory, name), mode);
  }
  process.env["PMUFILTER_HELPER_DIR"] = await helperDirectory();
  const script = ["unshare", "--mount", "sh", "-euc", inNamespace, "sh", directory] as const;
  const host = new Host(new LocalTransport("localhost", [...script, ...as, "sh"]));
  t.teardown(() => host.close());
  const perform = <Result>(procedure: Procedure<Result>) =>
    host.perform(procedure, AbortSignal.timeout(60_000));
  return {
    records: join(directory, "run", "kvm-pmu-filter"),
    perform,
    look: (vm) => perform(kvmTarget.look(placeOf(vm))),
    put: (vm, kvmStruct, resource) => perform(kvmTarget.put(wantedOf(vm, kvmStruct), resource)),
    remove: (vm, resource, over) => perform(kvmTarget.remove(placeOf(vm), resource, over)),
    adopt: (vm) => perform(kvmTarget.adopt(placeOf(vm))),
  };
}

/** What a VM should have. */
export function wantedOf(vm: DeclaredVm, kvmStruct: string): WantedTarget {
  const filter = { kvmStruct };
  const place = placeOf(vm);
  return { ...place, filter, fingerprint: kvmTarget.fingerprint(place.target, filter) };
}

function placeOf(kvm: DeclaredVm): Place {
  const target: DeclaredTarget = { kvm };
  return { key: "kvm:localhost:", host: "localhost", connection: undefined, target };
}

/** What of a VM's status a test looks at. */
export type Seen = Pick<VmStatus, "state" | "evidence" | "bytes"> & {
  readonly owner: string | null;
};

/** What kvm-pmu-filter itself says of the VM in a process. */
export async function seen({ records }: VmHost, pid: number): Promise<Seen> {
  const ended = await runHelper(["status", "--records", records, "--pid", String(pid)], {
    target: "static",
  });
  const [vm] = jsonOf<{ vms: readonly (Seen & VmStatus)[] }>(ended).vms;
  if (vm === undefined) throw new Error(ended.stdout);
  const { state, evidence, owner, bytes } = vm;
  return { state, evidence, owner, bytes };
}

/** Has somebody else on the host run `apply` or `clear`. */
export async function byHand(
  t: ExecutionContext,
  { records }: VmHost,
  args: readonly string[],
  kvmStruct = "",
): Promise<void> {
  const ended = await runHelper([...args, "--records", records], {
    input: kvmStruct,
    target: "static",
  });
  t.is(ended.code, 0, ended.stderr);
}

/** The directory of the program that is taken to hosts, for all tests of a file. */
function helperDirectory(): Promise<string> {
  directoryMade ??= built("static").then((program) => {
    const directory = mkdtempSync(join(tmpdir(), "pmufilter-test-helper-"));
    symlinkSync(program, join(directory, "kvm-pmu-filter-x86_64"));
    process.once("exit", () => rmSync(directory, { recursive: true }));
    return directory;
  });
  return directoryMade;
}

let directoryMade: Promise<string> | undefined;

/** What the host program and kvm-pmu-filter write to, with their modes. */
const ownDirectories = [
  ["run", 0o755],
  ["lib", 0o755],
  ["tmp", 0o1777],
] as const;

const inNamespace = `
  for pair in run:/run lib:/var/lib tmp:/var/tmp
  do
    mount --bind "$1/\${pair%%:*}" "\${pair#*:}"
  done
  mkdir -p -m 1777 /run/lock
  shift
  exec "$@"
`;
