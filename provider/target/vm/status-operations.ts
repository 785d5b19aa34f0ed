import type { DeclaredVm } from "../../declared/vm.ts";
import type { HostOperation } from "../host-operation.ts";
import { vmOperations } from "./vm-operations.ts";

/**
 * Asks what is known of a VM that runs. Where virsh does not know the domain, what stands behind these
 * operations is skipped, too: they come last.
 */
export function statusOperations(vm: DeclaredVm): readonly HostOperation[] {
  return vmOperations(vm, { command: "status", readOnly: true });
}
