import { posix } from "node:path";
import type { TypeOf } from "io-ts";
import { domainCodec, uriCodec } from "./domain.ts";
import { object, optional } from "./object.ts";
import type { Problem, Refusal } from "./problem.ts";
import { isPropertyObject, type PropertyObject } from "./property-value.ts";
import { integer, text } from "./scalar.ts";

const choices = {
  pid: optional(integer("pid", 2, 0x7fff_ffff), {
    description: "The VMM's process ID. It is another VM's, or nobody's, after a restart.",
  }),
  pidFile: optional(text(judgeAbsolute, { normalise: posix.normalize }), {
    description: "The absolute path of a file with the process ID, as QEMU's `-pidfile` writes it.",
  }),
  name: optional(text(judgeName), {
    description: "The VM's name behind QEMU's `-name`.",
  }),
  uuid: optional(text(judgeUuid, { normalise: (uuid) => uuid.toLowerCase() }), {
    description: "The VM's UUID behind QEMU's `-uuid`.",
  }),
  unit: optional(text(judgeUnit), {
    description: "The systemd unit that the VMM runs in, for example `qemu@web1.service`.",
  }),
  domain: optional(domainCodec, {
    description: "The libvirt domain's name or UUID.",
  }),
};

/** How a VM is chosen, without what goes with it. */
export type VmChoice = keyof typeof choices;

/** Every way to choose a VM. */
export const vmChoices = Object.keys(choices) as readonly VmChoice[];

/** A VM that runs on a host, chosen in one of several ways. */
export const vmCodec = object(
  "Vm",
  "A running VM, by one of these.",
  {
    ...choices,
    uri: optional(uriCodec, {
      description: "libvirt's connection URI for `domain`, as it is said on the host.",
      byDefault: "`qemu:///system`",
    }),
  },
  judgeChoice,
);

/** A running VM as declared. */
export type DeclaredVm = TypeOf<typeof vmCodec>;

function judgeChoice(vm: PropertyObject): readonly Problem[] {
  if (!isPropertyObject(vm)) return [];
  const given = vmChoices.filter((key) => vm[key] != null);
  const [first, second] = given;
  if (first === undefined && Object.values(vm).every((value) => value == null)) {
    return [
      {
        path: [],
        code: "TARGET_KIND_MISSING",
        message: "chooses no VM",
        hint: `Give one of ${vmChoices.join(", ")}.`,
      },
    ];
  }
  if (vm["uri"] != null && first !== undefined && first !== "domain") {
    return [
      {
        path: ["uri"],
        code: "PROPERTY_SURPLUS",
        message: `goes with domain, and the VM is chosen by ${first}`,
        hint: "Leave it out.",
      },
    ];
  }
  if (second !== undefined) {
    return [
      {
        path: [second],
        code: "PROPERTY_SURPLUS",
        message: `says the VM a second time, beside ${first}`,
        hint: `Give one of ${vmChoices.join(", ")}.`,
      },
    ];
  }
  return [];
}

function judgeAbsolute(path: string): Refusal | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
  return /^\/[^\u0000-\u001f\u007f]*[^/\u0000-\u001f\u007f]$/.test(path)
    ? undefined
    : {
        code: "PATH_INVALID",
        message: `${JSON.stringify(path)} is not the absolute path of a file`,
        hint: "Write the whole path, from the root /.",
      };
}

function judgeName(name: string): Refusal | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
  return /^[^\u0000-\u001f\u007f]+$/.test(name)
    ? undefined
    : { code: "VM_INVALID", message: "is empty or has control characters" };
}

function judgeUuid(uuid: string): Refusal | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid)
    ? undefined
    : {
        code: "VM_INVALID",
        message: `"${uuid}" is no UUID`,
        hint: "Write it as 8-4-4-4-12 hexadecimal digits.",
      };
}

function judgeUnit(unit: string): Refusal | undefined {
  return /^[A-Za-z0-9:_.\\@-]+\.(service|scope)$/.test(unit) && !unit.startsWith("-")
    ? undefined
    : {
        code: "VM_INVALID",
        message: `"${unit}" is no systemd unit of processes`,
        hint: "Write its whole name, with .service or .scope.",
      };
}
