import type { DeclaredLibvirt } from "../../../provider/declared/domain.ts";
import type { HostAnswer } from "../../../provider/target/host-operation.ts";
import { libvirtTarget } from "../../../provider/target/libvirt/libvirt-target.ts";
import { branches, ran, refused, reported } from "../vm/answers.ts";
import { domainText, resource, uuid } from "./domains.ts";

/* What a host answers about a domain. */

/** The filter that is put. */
export const filter = { kvmStruct: branches.struct };

/** The domain as a target. */
export const place = (declared: Partial<DeclaredLibvirt> = {}) => ({
  key: "libvirt:kvm1:web1",
  host: "kvm1",
  connection: undefined,
  target: { libvirt: { domain: "web1", ...declared } },
});

/** The same with its filter. */
export const wanted = (declared: Partial<DeclaredLibvirt> = {}, by = filter) => ({
  ...place(declared),
  filter: by,
  fingerprint: libvirtTarget.fingerprint(place(declared).target, by),
});

/** What `status` answers of a domain that is off. */
export const off = refused("PROCESS_MISSING");
/** A file that is not there. */
export const absent: HostAnswer = { kind: "absent" };
/** A condition that holds. */
export const held: HostAnswer = { kind: "condition", held: true };
/** A condition that does not hold. */
export const unheld: HostAnswer = { kind: "condition", held: false };
/** An operation behind one that failed, or behind a condition that does not hold. */
export const skipped: HostAnswer = { kind: "skipped" };
/** A change that was made. */
export const done: HostAnswer = { kind: "done" };

/** The answers about a domain. */
export function domain({
  text = domainText(),
  active = "",
  persistent = uuid,
  status = off,
} = {}): readonly HostAnswer[] {
  return [ran(`${active}\n`), ran(`${persistent}\n`), ran(text), ran(`${uuid}\n`), held, status];
}

/** The answers about what confines it. */
export function confinement({
  model = "none",
  local = absent,
  abstraction = absent,
  enforces = absent,
  contexts = absent,
}: {
  readonly model?: string;
  readonly local?: HostAnswer;
  readonly abstraction?: HostAnswer;
  readonly enforces?: HostAnswer;
  readonly contexts?: HostAnswer;
} = {}): readonly HostAnswer[] {
  const secmodels = [model, "dac"].map((name) => `<secmodel><model>${name}</model></secmodel>`);
  const capabilities = ran(`<capabilities><host>${secmodels.join("")}</host></capabilities>\n`);
  return [capabilities, local, abstraction, enforces, contexts];
}

/** A file. */
export const file = (text: string): HostAnswer => ({
  kind: "file",
  file: { text, mode: "0644", owner: ["0"], group: ["0"] },
});

/** A record beside the filter. */
export const record = (fingerprint: string, by = resource) =>
  file(`${JSON.stringify({ pmufilter: 1, resource: by, fingerprint })}\n`);

/** The second exchange of a first put of a domain that is off. */
export const putAnswers = (after: string, check = reported({})): readonly HostAnswer[] => [
  ...[absent, absent, absent],
  ...[ran(domainText()), held],
  held,
  ...[check, held, done, done, done, ran("QEMU"), held],
  ...Array<HostAnswer>(8).fill(done),
  ...[ran(domainText()), held, ran(""), held],
  ...domain({ text: after }),
  ...[file(`${branches.struct}\n`), absent, record(wanted().fingerprint)],
];
