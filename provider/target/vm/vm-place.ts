import type { DeclaredVm } from "../../declared/vm.ts";
import { vmText } from "../target-key.ts";

/** A VM on its host. */
export interface VmPlace {
  readonly vm: DeclaredVm;
  /** The host's name in messages. */
  readonly host: string;
}

/** A VM in words: `the VM name=web1`. */
export function describeVm(vm: DeclaredVm): string {
  return `the VM ${vmText(vm)}`;
}

/** A VM and its host in words: `the VM name=web1 on kvm1.example`. */
export function placeOfVm({ vm, host }: VmPlace): string {
  return `${describeVm(vm)} on ${host}`;
}
