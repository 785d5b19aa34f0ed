import type { TypeOf } from "io-ts";
import { object, optional, required } from "./object.ts";
import type { Problem, Refusal } from "./problem.ts";
import type { PropertyObject } from "./property-value.ts";
import { flag, text } from "./scalar.ts";

/** libvirt's connection URI where none is given, as virsh takes it for root. */
export const defaultUri = "qemu:///system";

/** A libvirt domain's name or UUID. */
export const domainCodec = text(judgeDomain, {
  normalise: (domain) => (uuidForm.test(domain) ? domain.toLowerCase() : domain),
});

/** A libvirt connection URI of a QEMU driver on the host itself. */
export const uriCodec = text(judgeUri);

/** A UUID in the form in which libvirt prints it. */
export const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A libvirt domain that gets the filter. */
export const libvirtCodec = object(
  "Libvirt",
  "A libvirt domain. Its `<emulator>` becomes kvm-pmu-filter's wrapper around the former one, and what else its XML says stays as it is.",
  {
    domain: required(domainCodec, { description: "The domain's name or UUID." }),
    uri: optional(uriCodec, {
      description: "libvirt's connection URI, as it is said on the host.",
      byDefault: "`qemu:///system`",
    }),
    config: optional(flag, {
      description:
        "As virsh's `--config`: the persistent domain gets the filter, at its next start. A domain that runs shows `pending: restart` until then, unless `live` puts it in at once.",
      byDefault: "true, if `live` is not given",
    }),
    live: optional(flag, {
      description:
        "As virsh's `--live`: the running domain gets the filter at once; `true` fails for one that does not run. x86 only.",
      byDefault: "if `config` is not given either, whenever the domain runs",
    }),
  },
  judgeLibvirt,
);

/** A libvirt domain as declared. */
export type DeclaredLibvirt = TypeOf<typeof libvirtCodec>;

/** What of a domain gets the filter. */
export interface Affected {
  /** The persistent domain. */
  readonly config: boolean;
  /** The domain that runs: it must, whenever it does, or never. */
  readonly live: "yes" | "if-running" | "no";
}

/** What a declaration of a domain affects: `live` and `config` as said, and what they leave open. */
export function affectedOf({ live, config }: Pick<DeclaredLibvirt, "live" | "config">): Affected {
  const open = config === undefined ? "if-running" : config ? "no" : "yes";
  return {
    config: config ?? live !== true,
    live: live === undefined ? open : live ? "yes" : "no",
  };
}

function judgeLibvirt({ live, config }: PropertyObject): readonly Problem[] {
  if (live !== false || config !== false) return [];
  return [
    {
      path: [],
      code: "TARGET_KIND_MISSING",
      message: "leaves nothing to do at this domain",
      hint: "Set live or config to true, or leave both out.",
    },
  ];
}

function judgeDomain(domain: string): Refusal | undefined {
  // libvirt refuses a slash and control characters in names, and takes a number for an ID.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
  if (/^[^/\u0000-\u001f\u007f]+$/.test(domain) && !/^[0-9]+$/.test(domain)) return undefined;
  return {
    code: "VM_INVALID",
    message: `${JSON.stringify(domain)} is neither a domain's name nor a UUID`,
    hint: "IDs change at each start: name the domain, or give its UUID.",
  };
}

function judgeUri(uri: string): Refusal | undefined {
  return /^qemu(\+unix)?:\/\/\/(system|session|embed)(\?[^\s\p{Cc}]*)?$/u.test(uri)
    ? undefined
    : {
        code: "VM_INVALID",
        message: `"${uri}" is not the URI of a QEMU driver on the host itself`,
        hint: "Write qemu:///system or qemu:///session; other hosts are said by `connection`.",
      };
}
