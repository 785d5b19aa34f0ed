import { defaultUri, uuidForm } from "../../declared/domain.ts";
import type { DeclaredVm } from "../../declared/vm.ts";
import type { HostOperation, Run } from "../host-operation.ts";

/** What kvm-pmu-filter is to do at a VM. */
export interface HelperRun {
  readonly command: "apply" | "clear" | "status";
  /** What stands behind the subcommand, besides the choice of the VM. */
  readonly options?: readonly string[];
  readonly input?: string;
  readonly readOnly: boolean;
}

/**
 * The operations that run kvm-pmu-filter at a VM. The UUID of a libvirt domain that is named is asked
 * of virsh first; where it has none, kvm-pmu-filter and what stands behind it is skipped.
 */
export function vmOperations(vm: DeclaredVm, run: HelperRun): readonly HostOperation[] {
  const { domain, uri } = vm;
  if (domain === undefined) return [helperRun(run, choiceOf(vm))];
  // libvirt starts every VM with it; virsh domuuid takes names only.
  if (uuidForm.test(domain)) return [helperRun(run, ["--uuid", domain])];
  return [
    domainUuid(domain, uri),
    { op: "onlyIfOutput" },
    helperRun(run, ["--uuid", { firstLine: true }]),
  ];
}

/** Asks virsh for the UUID of a domain, by its name: the first line of its output. */
export function domainUuid(domain: string, uri: string = defaultUri): Run {
  // With "=", a name that begins with a dash is no option.
  const args = ["--quiet", "--connect", uri, "domuuid", `--domain=${domain}`];
  return { op: "run", program: "virsh", args, readOnly: true };
}

function helperRun(
  { command, options = [], input, readOnly }: HelperRun,
  choice: Run["args"],
): Run {
  return {
    op: "run",
    program: "helper",
    args: [command, ...choice, ...options],
    ...(input === undefined ? {} : { input }),
    readOnly,
  };
}

function choiceOf({ pid, pidFile, name, uuid, unit }: DeclaredVm): readonly string[] {
  if (pid !== undefined) return ["--pid", String(pid)];
  if (pidFile !== undefined) return ["--pidfile", pidFile];
  if (name !== undefined) return ["--name", name];
  if (uuid !== undefined) return ["--uuid", uuid];
  if (unit !== undefined) return ["--unit", unit];
  throw new TypeError("a VM without a choice was decoded");
}
