import { type DeclaredTarget, type TargetKindName, targetKindNames } from "../declared/target.ts";
import { kvmTarget } from "./kvm/kvm-target.ts";
import { libvirtTarget } from "./libvirt/libvirt-target.ts";
import { qemuArgsTarget } from "./qemu-args/qemu-args-target.ts";
import type { TargetKind } from "./target-kind.ts";

const kinds: Readonly<Record<TargetKindName, TargetKind>> = {
  qemuArgs: qemuArgsTarget,
  libvirt: libvirtTarget,
  kvm: kvmTarget,
};

/** Which kind of target it is, by name. */
export function kindNameOf(target: DeclaredTarget): TargetKindName {
  const name = targetKindNames.find((kind) => target[kind] !== undefined);
  if (name === undefined) throw new TypeError("a target without a kind was decoded");
  return name;
}

/** What can be done at a target. */
export function kindOf(target: DeclaredTarget): TargetKind {
  return kinds[kindNameOf(target)];
}
