import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { HostAnswer, HostOperation } from "../host-operation.ts";
import { type DomainPlace, nameOfDomain } from "./domain-place.ts";
import type { SecurityLabel } from "./domain-xml.ts";
import { virshRun } from "./virsh.ts";
import { programDirectory } from "./wrapper-path.ts";
import { childOf, childrenOf, parseXml } from "./xml-element.ts";

const appArmorRules = [
  "/etc/apparmor.d/local/abstractions/libvirt-qemu",
  "/etc/apparmor.d/abstractions/libvirt-qemu",
];

const selinuxEnforces = "/sys/fs/selinux/enforce";

const selinuxRules = "/etc/selinux/targeted/contexts/files/file_contexts.local";

/** Asks what confines domains on a host. They come last: what cannot be read skips the rest. */
export function confinementOperations({ uri }: DomainPlace): readonly HostOperation[] {
  return [
    virshRun(uri, "capabilities"),
    ...[...appArmorRules, selinuxEnforces, selinuxRules].map(
      (path): HostOperation => ({ op: "readFile", path, accounts: false }),
    ),
  ];
}

/**
 * What to warn of, where it cannot be told whether a domain may run the wrapper.
 *
 * @param answers - those to {@link confinementOperations}
 * @throws PmuFilterError DOMAIN_CONFINED where it may not
 */
export function judgeConfinement(
  place: DomainPlace,
  labels: readonly SecurityLabel[],
  [capabilities, local, abstraction, enforces, contexts]: readonly HostAnswer[],
): readonly string[] {
  const model = securityModels(capabilities).find(
    (name) => name in judges && !isFree(labels, name),
  );
  const files = { local, abstraction, enforces, contexts };
  return model === undefined ? [] : (judges[model]?.(place, files) ?? []);
}

type Files = Readonly<
  Record<"local" | "abstraction" | "enforces" | "contexts", HostAnswer | undefined>
>;

const judges: Readonly<Record<string, (place: DomainPlace, files: Files) => readonly string[]>> = {
  apparmor(place, { local, abstraction }) {
    if ([local, abstraction].some((file) => names(file))) return [];
    if (isRead(local) && isRead(abstraction)) throw confined(place, "AppArmor", appArmorRules[0]);
    return [untold(place, "AppArmor", "its rules cannot be read")];
  },
  selinux(place, { enforces, contexts }) {
    if (enforces?.kind === "file" && enforces.file.text.trim() === "0") return [];
    if (names(contexts)) return [untold(place, "SELinux", "labels of files cannot be seen")];
    if (isRead(contexts)) throw confined(place, "SELinux", selinuxRules);
    return [untold(place, "SELinux", "its rules cannot be read")];
  },
};

function confined(place: DomainPlace, by: string, rules: string | undefined): PmuFilterError {
  return new PmuFilterError(
    "DOMAIN_CONFINED",
    `${nameOfDomain(place)} could not start with kvm-pmu-filter: ${by} confines it, and ${rules} does not name ${programDirectory}`,
    { hint: `Allow it as docs/libvirt.md, "${by}", says, and run again; or set live: true alone.` },
  );
}

function untold(place: DomainPlace, by: string, why: string): string {
  return `${nameOfDomain(place)} is confined by ${by}, and it cannot be told whether it may run ${programDirectory} (${why}): see docs/libvirt.md, "${by}"`;
}

/** The host's security drivers, as libvirt's capabilities list them; none where it does not say. */
function securityModels(capabilities: HostAnswer | undefined): readonly string[] {
  if (capabilities?.kind !== "ran" || capabilities.exitCode !== 0) return [];
  const host = childOf(parseXml(capabilities.stdout), "host");
  return childrenOf(host, "secmodel").map((model) => childOf(model, "model")?.text ?? "");
}

function isFree(labels: readonly SecurityLabel[], name: string): boolean {
  return labels.some(
    ({ type, model }) => type === "none" && (model === undefined || model === name),
  );
}

/** Whether a file of rules names the directory, outside of comments. */
function names(answer: HostAnswer | undefined): boolean {
  if (answer?.kind !== "file") return false;
  const lines = answer.file.text.split("\n");
  return lines.some((line) => line.replace(/#.*/, "").includes(programDirectory));
}

function isRead(answer: HostAnswer | undefined): boolean {
  return answer?.kind === "file" || answer?.kind === "absent";
}
