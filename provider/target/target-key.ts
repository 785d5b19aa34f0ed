import { posix } from "node:path";
import type { DeclaredConnection } from "../declared/connection.ts";
import { defaultUri } from "../declared/domain.ts";
import type { DeclaredTarget } from "../declared/target.ts";
import { type DeclaredVm, vmChoices } from "../declared/vm.ts";
import { connectionOfHostName, hostName } from "./host-name.ts";

/**
 * A target's key: its kind, its host and its place there. Two targets with the same key are the same
 * place. The string also is what `pulumi import` takes as id.
 *
 *     qemuArgs:HOST:/PATH
 *     kvm:HOST:name=NAME        pid, pidFile, name, uuid, unit, domain
 *     libvirt:HOST:DOMAIN
 *
 * A domain of another connection URI than qemu:///system has it behind a `@`.
 *
 * @param target - one of its kinds must be there
 * @param connection - how its host is reached, as far as that is the host's name
 */
export function targetKey(
  { qemuArgs, libvirt, kvm }: DeclaredTarget,
  connection: Pick<DeclaredConnection, "host" | "port"> | undefined,
): string {
  const host = hostName(connection);
  if (qemuArgs !== undefined) return `qemuArgs:${host}:${qemuArgs.path}`;
  if (libvirt !== undefined) {
    return `libvirt:${host}:${domainText(libvirt.domain, libvirt.uri)}`;
  }
  return `kvm:${host}:${kvm === undefined ? "" : vmText(kvm)}`;
}

/** A VM in a word: `name=web1`. */
export function vmText(vm: DeclaredVm): string {
  const choice = vmChoices.find((key) => vm[key] !== undefined);
  if (choice === undefined) return "";
  if (choice === "domain") return `domain=${domainText(vm.domain ?? "", vm.uri)}`;
  return `${choice}=${vm[choice]}`;
}

function domainText(domain: string, uri: string = defaultUri): string {
  return uri === defaultUri ? domain : `${domain}@${uri}`;
}

/** What a key says: the place as a declaration would, with the host's name alone as connection. */
export function targetOfKey(key: string): DeclaredTarget | undefined {
  const [, kind, host = "", place = ""] =
    /^(qemuArgs|libvirt|kvm):((?:\[[^\]]+\](?::\d+)?|[^:[\]]*)):(.+)$/s.exec(key) ?? [];
  const there = kind === undefined ? undefined : placeOf(kind, place);
  if (there === undefined) return undefined;
  const connection = connectionOfHostName(host);
  return connection === undefined ? there : { connection, ...there };
}

function placeOf(kind: string, place: string): DeclaredTarget | undefined {
  if (kind === "qemuArgs") {
    return /^\/.*[^/]$/s.test(place) ? { qemuArgs: { path: posix.normalize(place) } } : undefined;
  }
  if (kind === "libvirt") return { libvirt: domainOf(place) };
  const [, choice, value = ""] = /^([a-zA-Z]+)=(.+)$/s.exec(place) ?? [];
  const known = vmChoices.find((key) => key === choice);
  if (known === undefined) return undefined;
  if (known === "domain") return { kvm: domainOf(value) };
  if (known === "pid") return /^\d+$/.test(value) ? { kvm: { pid: Number(value) } } : undefined;
  return { kvm: { [known]: value } };
}

function domainOf(text: string): { readonly domain: string; readonly uri?: string } {
  const [, domain = text, uri] = /^(.*)@(qemu(?:\+unix)?:\/\/\/.*)$/s.exec(text) ?? [];
  return uri === undefined ? { domain } : { domain, uri };
}
