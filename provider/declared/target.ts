import type { TypeOf } from "io-ts";
import { connectionCodec } from "./connection.ts";
import { libvirtCodec } from "./domain.ts";
import { object, optional } from "./object.ts";
import type { Problem } from "./problem.ts";
import type { PropertyObject } from "./property-value.ts";
import { qemuArgsCodec } from "./qemu-args.ts";
import { vmCodec } from "./vm.ts";

/** What can be put at a target. One of them per target. */
const targetKinds = {
  qemuArgs: optional(qemuArgsCodec, {
    description: "Write QEMU arguments to a file on the host.",
  }),
  libvirt: optional(libvirtCodec, {
    description: "Give a libvirt domain the filter.",
  }),
  kvm: optional(vmCodec, {
    description:
      "Put the filter into a VM that runs, by kvm-pmu-filter. It lasts until the VM ends. x86 only.",
  }),
};

/** The kinds of targets. */
export type TargetKindName = keyof typeof targetKinds;

/** The kinds of targets, in the order of their documentation. */
export const targetKindNames = Object.keys(targetKinds) as readonly TargetKindName[];

/** A place where a filter is put. */
export const targetCodec = object(
  "Target",
  "A place where the filter is put.",
  {
    connection: optional(connectionCodec, {
      description: "How the host is reached.",
      byDefault: "the provider's `connection`; without that, this machine",
      inputOnly: true,
    }),
    ...targetKinds,
  },
  judgeKinds,
);

/** A target as declared; exactly one of its kinds is there. */
export type DeclaredTarget = TypeOf<typeof targetCodec>;

function judgeKinds(target: PropertyObject): readonly Problem[] {
  const given = targetKindNames.filter((kind) => target[kind] != null);
  const [first, second] = given;
  if (second !== undefined) {
    return [
      {
        path: [second],
        code: "PROPERTY_SURPLUS",
        message: `is a second place, beside ${first}`,
        hint: "Make a target of each.",
      },
    ];
  }
  // An unknown key is told by itself; a target that only misspells its kind has no second problem.
  const others = Object.entries(target).filter(([key]) => key !== "connection");
  if (others.some(([, value]) => value != null)) return [];
  return [
    {
      path: [],
      code: "TARGET_KIND_MISSING",
      message: "names no place",
      hint: `Give ${targetKindNames.join(" or ")}.`,
    },
  ];
}
